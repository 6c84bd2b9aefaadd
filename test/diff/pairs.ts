// Lists pairs of schemas and the report of the change from one to the other. Each change is a line
// with its grade for types, its grade for the stream, and its description.

export interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly string[];
  readonly renames?: Readonly<Record<string, string>>;
}

const wide = "Timestamp:datetime DeviceId:string DeviceName:string ReportId:long ActionType:string";

export const pairs: readonly Pair[] = [
  { name: "nothing at all", before: "", after: "", changes: [] },
  { name: "the same", before: `A ${wide}`, after: `A ${wide}`, changes: [] },
  {
    name: "tables in another order",
    before: "A x:int; B y:int",
    after: "B y:int; A x:int",
    changes: [],
  },
  {
    name: "a table more",
    before: "A x:int",
    after: "A x:int; B y:int z:int",
    changes: ["B additive additive new table with 2 columns"],
  },
  {
    name: "a table of one column more",
    before: "",
    after: "B y:int",
    changes: ["B additive additive new table with 1 column"],
  },
  {
    name: "a table less",
    before: "A x:int; B y:int",
    after: "A x:int",
    changes: ["B breaking breaking the table no longer exists"],
  },
  {
    name: "another table, of nothing alike",
    before: "A x:int y:int z:int",
    after: "B p:int q:int r:int",
    changes: [
      "A breaking breaking the table no longer exists",
      "B additive additive new table with 3 columns",
    ],
  },
  {
    name: "a table under another name",
    before: `Old ${wide}`,
    after: `New ${wide}`,
    changes: ["New breaking breaking table likely renamed from Old"],
  },
  {
    name: "a table under another name, and changed",
    before: `Old ${wide}`,
    after: `New ${wide} Extra:int`,
    changes: [
      "New breaking breaking table likely renamed from Old",
      "New additive additive new column Extra int",
    ],
  },
  {
    name: "a table of two columns under another name proves nothing",
    before: "Old x:int y:int",
    after: "New x:int y:int",
    changes: [
      "New additive additive new table with 2 columns",
      "Old breaking breaking the table no longer exists",
    ],
  },
  {
    name: "a rename that is confirmed, whatever it is like",
    before: "Old x:int",
    after: "New y:string",
    renames: { Old: "New" },
    changes: [
      "New breaking breaking table renamed from Old",
      "New breaking neutral column x int is no longer in the rows",
      "New additive additive new column y string",
    ],
  },
  {
    name: "a rename that is confirmed to another table",
    before: `Old ${wide}`,
    after: `New ${wide}; Other ${wide}`,
    renames: { Old: "Other" },
    changes: [
      `New additive additive new table with 5 columns`,
      "Other breaking breaking table renamed from Old",
    ],
  },
  {
    name: "a table that was split keeps one of its names",
    before: `Old ${wide}`,
    after: `NewA ${wide}; NewB ${wide}`,
    changes: [
      "NewA breaking breaking table likely renamed from Old",
      "NewB additive additive new table with 5 columns",
    ],
  },
  {
    name: "a known rename of unlike tables",
    before: "AlertEvents a:int",
    after: "DeviceAlertEvents b:string",
    changes: [
      "DeviceAlertEvents breaking breaking table likely renamed from AlertEvents",
      "DeviceAlertEvents breaking neutral column a int is no longer in the rows",
      "DeviceAlertEvents additive additive new column b string",
    ],
  },
  {
    name: "a column more, at the end",
    before: "A x:int",
    after: "A x:int y:string",
    changes: ["A additive additive new column y string"],
  },
  {
    name: "a column more, at the beginning: no other moves",
    before: "A x:int",
    after: "A y:string x:int",
    changes: ["A additive additive new column y string"],
  },
  {
    name: "a column less",
    before: "A x:int y:string",
    after: "A x:int",
    changes: ["A breaking neutral column y string is no longer in the rows"],
  },
  {
    name: "all columns others",
    before: "A aaaa:int bbbb:string",
    after: "A cccc:int dddd:string",
    changes: [
      "A breaking neutral column aaaa int is no longer in the rows",
      "A breaking neutral column bbbb string is no longer in the rows",
      "A additive additive new column cccc int",
      "A additive additive new column dddd string",
    ],
  },
  {
    name: "a column in other letters",
    before: "A ISP:string",
    after: "A Isp:string",
    changes: ["A breaking neutral column Isp likely renamed from ISP"],
  },
  {
    name: "a column under a name that is alike",
    before: "A InitiatingProcessFile:string",
    after: "A InitiatingProcessFileName:string",
    changes: [
      "A breaking neutral column InitiatingProcessFileName likely renamed from InitiatingProcessFile",
    ],
  },
  {
    name: "a column under a name that is alike, of another type",
    before: "A ReportId:string",
    after: "A ReportID:long",
    changes: [
      "A breaking neutral column ReportId string is no longer in the rows",
      "A additive additive new column ReportID long",
    ],
  },
  {
    name: "a column under a name that is not alike",
    before: "A Isp:string",
    after: "A City:string",
    changes: [
      "A breaking neutral column Isp string is no longer in the rows",
      "A additive additive new column City string",
    ],
  },
  {
    name: "a column at the same position, of the same type",
    before: "A x:int Isp:string y:int",
    after: "A x:int City:string y:int",
    changes: ["A breaking neutral column City possibly renamed from Isp"],
  },
  {
    name: "the last column, next to a column whose name is alike",
    before: "A x:int FileNam:string Isp:string",
    after: "A x:int FileName:string City:string",
    changes: [
      "A breaking neutral column FileName likely renamed from FileNam",
      "A breaking neutral column City possibly renamed from Isp",
    ],
  },
  {
    name: "a column at the same position, of another type",
    before: "A x:int Isp:string y:int",
    after: "A x:int City:guid y:int",
    changes: [
      "A breaking neutral column Isp string is no longer in the rows",
      "A additive additive new column City guid",
    ],
  },
  {
    name: "a column of the same type at another position",
    before: "A x:int Isp:string y:int",
    after: "A x:int y:int City:string",
    changes: [
      "A breaking neutral column Isp string is no longer in the rows",
      "A additive additive new column City string",
    ],
  },
  {
    name: "one column in place of two",
    before: "A x:int Isp:string Asn:string y:int",
    after: "A x:int City:string y:int",
    changes: [
      "A breaking neutral column Isp string is no longer in the rows",
      "A breaking neutral column Asn string is no longer in the rows",
      "A additive additive new column City string",
    ],
  },
  {
    name: "many columns in a row that were all replaced",
    before: "A x:int a:int b:int c:int d:int",
    after: "A x:int q:int r:int s:int t:int",
    changes: [
      ..."abcd"
        .split("")
        .map((name) => `A breaking neutral column ${name} int is no longer in the rows`),
      ..."qrst".split("").map((name) => `A additive additive new column ${name} int`),
    ],
  },
  {
    name: "a column at the same position whose rename to another column is confirmed",
    before: "A x:int Isp:string y:int",
    after: "A x:int City:string y:int",
    renames: { "A.Isp": "A.ISP" },
    changes: [
      "A breaking neutral column Isp string is no longer in the rows",
      "A additive additive new column City string",
    ],
  },
  {
    name: "a column's rename that is confirmed",
    before: "A Isp:string",
    after: "A Provider:string",
    renames: { "A.Isp": "A.Provider" },
    changes: ["A breaking neutral column Provider renamed from Isp"],
  },
  {
    name: "a column's rename that is confirmed, to another type",
    before: "A Isp:string",
    after: "A Provider:long",
    renames: { "A.Isp": "A.Provider" },
    changes: [
      "A breaking neutral column Provider renamed from Isp",
      "A breaking breaking column Provider is long, no longer string",
    ],
  },
  {
    name: "two columns under each other's likeness",
    before: "A FileNameA:string FileNameB:string",
    after: "A FileNameC:string FileNameD:string",
    changes: [
      "A breaking neutral column FileNameC likely renamed from FileNameA",
      "A breaking neutral column FileNameD likely renamed from FileNameB",
    ],
  },
  {
    name: "a column that moves to the end",
    before: "A x:int y:int z:int",
    after: "A y:int z:int x:int",
    changes: ["A neutral neutral column x moved to position 3"],
  },
  {
    name: "columns in reverse: all but one move",
    before: "A x:int y:int z:int",
    after: "A z:int y:int x:int",
    changes: [
      "A neutral neutral column z moved to position 1",
      "A neutral neutral column y moved to position 2",
    ],
  },
  {
    name: "a column that moves and changes",
    before: "A x:int y:int z:int",
    after: "A y:int z:int x:long",
    changes: [
      "A breaking additive column x is long, no longer int",
      "A neutral neutral column x moved to position 3",
    ],
  },
  {
    name: "a long that is configured as another",
    before: "A x:long",
    after: "A x:long/bigint",
    changes: ["A breaking neutral column x is long as bigint, no longer long"],
  },
  {
    name: "a long that is configured as exact again",
    before: "A x:long/number",
    after: "A x:long",
    changes: ["A breaking breaking column x is long, no longer long as number"],
  },
  {
    name: "a long that is configured as text",
    before: "A x:long",
    after: "A x:long/string",
    changes: ["A breaking additive column x is long as string, no longer long"],
  },
  {
    name: "names that every object has",
    before: "A __proto__:string constructor:int",
    after: "A constructor:int toString:string",
    changes: [
      "A breaking neutral column __proto__ string is no longer in the rows",
      "A additive additive new column toString string",
    ],
  },
  {
    name: "history: ISP was written Isp",
    before: "EntraIdSignInEvents Timestamp:datetime Isp:string City:string",
    after: "EntraIdSignInEvents Timestamp:datetime ISP:string City:string",
    changes: ["EntraIdSignInEvents breaking neutral column ISP likely renamed from Isp"],
  },
];

/** Tables that were renamed: the old name and the new one. Their columns do not matter. */
export const history: readonly (readonly [from: string, to: string])[] = [
  ["MachineInfo", "DeviceInfo"],
  ["MachineNetworkInfo", "DeviceNetworkInfo"],
  ["ProcessCreationEvents", "DeviceProcessEvents"],
  ["NetworkCommunicationEvents", "DeviceNetworkEvents"],
  ["FileCreationEvents", "DeviceFileEvents"],
  ["RegistryEvents", "DeviceRegistryEvents"],
  ["LogonEvents", "DeviceLogonEvents"],
  ["ImageLoadEvents", "DeviceImageLoadEvents"],
  ["MiscEvents", "DeviceEvents"],
  ["AppFileEvents", "CloudAppEvents"],
  ["AADSignInEventsBeta", "EntraIdSignInEvents"],
  ["AADSpnSignInEventsBeta", "EntraIdSpnSignInEvents"],
  ["AIAgentsInfo", "AgentsInfo"],
  ["GraphApiAuditEvents", "GraphAPIAuditEvents"],
];

const letters = { b: "breaking", a: "additive", n: "neutral" } as const;
const types = "bool datetime decimal dynamic guid int long real string timespan".split(" ");

/** From a type (row) to another (column): the grade for types, then for the stream. */
const retypings = `
          bool datetime decimal dynamic guid int long real string timespan
bool      -    bb       bb      ba      bb   bb  bb   bb   bb     bb
datetime  bb   -        bb      ba      nb   bb  bb   bb   na     nb
decimal   bb   bb       -       ba      bb   bb  bb   bb   bb     bb
dynamic   bb   bb       bb      -       bb   bb  bb   bb   bb     bb
guid      bb   nb       bb      ba      -    bb  bb   bb   na     nb
int       bb   bb       ba      ba      bb   -   ba   ba   bb     bb
long      bb   bb       ba      ba      bb   bb  -    ba   bb     bb
real      bb   bb       bb      ba      bb   bb  bb   -    bb     bb
string    bb   nb       bb      ba      nb   bb  bb   bb   -      nb
timespan  bb   nb       bb      ba      nb   bb  bb   bb   na     -
`;

/** A pair for every retyping. */
export const retypingPairs: readonly Pair[] = retypings
  .trim()
  .split("\n")
  .slice(1)
  .flatMap((line) => {
    const [from = "", ...grades] = line.split(/\s+/);
    return grades.flatMap((grade, index) => {
      const to = types[index] ?? "";
      if (grade === "-") return [];
      const [forTypes, forStream] = [...grade].map((letter) => letters[letter as "a" | "b" | "n"]);
      return {
        name: `${from} becomes ${to}`,
        before: `A x:${from}`,
        after: `A x:${to}`,
        changes: [`A ${forTypes} ${forStream} column x is ${to}, no longer ${from}`],
      };
    });
  });
