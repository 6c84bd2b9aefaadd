// Declares the functions of advanced hunting, and those of a Sentinel workspace that queries often call.

import type { QueryColumn } from "../query.ts";
import { itemsOf } from "./lists.ts";
import type { ColumnSymbol, KustoGlobals, KustoSymbol } from "./parser-api.ts";

interface DefenderFunction {
  readonly name: string;
  /** Whether it is called by `invoke`, with the table to its left. */
  readonly isInvoked: boolean;
  /** How many other parameters it has. All of them are optional for the parser. */
  readonly parameters: number;
  readonly columns: readonly QueryColumn[];
  /** Whether the columns of the table to its left are kept. */
  readonly keepsColumns: boolean;
  /** Whether it returns columns that depend on data. */
  readonly isOpen?: true;
}

/** Parses `Name:type` words. */
function columns(text: string): QueryColumn[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = "", type = ""] = word.split(":");
      return { name, type };
    });
}

const functions: readonly DefenderFunction[] = [
  {
    name: "FileProfile",
    isInvoked: true,
    parameters: 2,
    keepsColumns: true,
    columns: columns(`
      SHA1:string SHA256:string MD5:string FileSize:int GlobalPrevalence:int
      GlobalFirstSeen:datetime GlobalLastSeen:datetime Signer:string Issuer:string SignerHash:string
      IsCertificateValid:bool IsRootSignerMicrosoft:bool SignatureState:string IsExecutable:bool
      ThreatName:string Publisher:string SoftwareName:string ProfileAvailability:string`),
  },
  {
    name: "DeviceFromIP",
    isInvoked: true,
    parameters: 2,
    keepsColumns: false,
    columns: columns("IP:string DeviceId:string"),
  },
  {
    name: "SeenBy",
    isInvoked: true,
    parameters: 1,
    keepsColumns: true,
    columns: columns("SeenBy:dynamic"),
  },
  {
    name: "AssignedIPAddresses",
    isInvoked: false,
    parameters: 2,
    keepsColumns: false,
    columns: columns(
      "Timestamp:datetime IPAddress:string IPType:string NetworkAdapterType:int ConnectedNetworks:int",
    ),
  },
  {
    name: "_GetWatchlist",
    isInvoked: false,
    parameters: 2,
    keepsColumns: false,
    columns: columns("_DTItemId:string LastUpdatedTimeUTC:datetime SearchKey:string"),
    isOpen: true,
  },
];

/** Functions that return a database of another service, such as `arg("").Resources`. Its tables are not known. */
const services = ["adx", "app", "arg", "resource", "workspace"] as const;

/** The names of these functions, which are usual names of columns and tables too. */
export const serviceFunctions: ReadonlySet<string> = new Set(services);

export const defenderFunctionNames: readonly string[] = [
  ...functions.map(({ name }) => name),
  ...services,
];

/** The names of the functions that are called by `invoke` and whose arguments may be bare columns. */
export const invokedFunctions: ReadonlySet<string> = new Set(
  functions.filter(({ isInvoked }) => isInvoked).map(({ name }) => name),
);

/** Builds those functions whose name is not in `replaced`. */
export function buildDefenderFunctions(
  globals: KustoGlobals,
  replaced: ReadonlySet<string>,
): KustoSymbol[] {
  const isWanted = (name: string): boolean => !replaced.has(name);
  return [
    ...functions.filter(({ name }) => isWanted(name)).map((each) => buildFunction(globals, each)),
    ...services.filter(isWanted).map((name) => buildService(globals, name)),
  ];
}

function buildService({ System, Kusto }: KustoGlobals, name: string): KustoSymbol {
  const { Parameter, ParameterTypeKind, FunctionSymbol, DatabaseSymbol, Tabularity } =
    Kusto.Language.Symbols;
  const database = new DatabaseSymbol.$ctor1(name, [], true);
  const address = new Parameter.ctor(
    "x",
    ParameterTypeKind.Scalar,
    0,
    null,
    null,
    false,
    null,
    1,
    1,
  );
  const parameters = System.Array.init([address], Parameter);
  return new FunctionSymbol.$ctor1(name, () => database, Tabularity.Tabular, parameters);
}

function buildFunction(globals: KustoGlobals, declared: DefenderFunction): KustoSymbol {
  const { System, Kusto } = globals;
  const { Symbols } = Kusto.Language;
  const { Parameter, ParameterTypeKind, Tabularity } = Symbols;
  const own = declared.columns.map(
    ({ name, type }) =>
      new Symbols.ColumnSymbol(name, Symbols.ScalarTypes.GetSymbol(type) ?? { Name: type }),
  );
  const parameter = (name: string, kind: number, atLeast: number): object =>
    new Parameter.ctor(name, kind, 0, null, null, false, null, atLeast, 1);
  const parameters = [
    ...(declared.isInvoked ? [parameter("T", ParameterTypeKind.Tabular, 1)] : []),
    ...Array.from({ length: declared.parameters }, (_, index) =>
      parameter(`x${index}`, ParameterTypeKind.Scalar, 0),
    ),
  ];
  return new Symbols.FunctionSymbol.$ctor1(
    declared.name,
    ({ ArgumentTypes }) => {
      const [left] = declared.keepsColumns ? itemsOf(globals, ArgumentTypes) : [];
      const kept = itemsOf(globals, left?.Columns);
      const table = new Symbols.TableSymbol.$ctor3(
        System.Array.init(merge(kept, own), Symbols.ColumnSymbol),
      );
      return table.WithIsOpen(declared.isOpen === true || left?.IsOpen === true);
    },
    Tabularity.Tabular,
    System.Array.init(parameters, Parameter),
  );
}

/** A column that the table to the left already has is not added. */
function merge(kept: readonly ColumnSymbol[], own: readonly ColumnSymbol[]): ColumnSymbol[] {
  const names = new Set(kept.map(({ Name }) => Name));
  return [...kept, ...own.filter(({ Name }) => !names.has(Name))];
}
