// Lists queries with the columns or errors that KQL's documented rules imply. « and » enclose the position of
// an error. If the parser differs from the rules, a note says how, and what huntgen does about it.
//
// The documentation calls the values of dayofmonth, hourofday and similar functions integers, which can be int or
// long. Their rows have what the parser says.

export interface CorpusCase {
  readonly query: string;
  /** `name:type` of each column of the result, with `...` at the end if more columns depend on data. */
  readonly columns?: string;
  /** The code of each error, in the order of the marked positions. */
  readonly errors?: string;
  /** What the parser does wrong without huntgen's correction. */
  readonly parser?: string;
}

export const corpusTables: Readonly<Record<string, string>> = {
  Logons:
    "Timestamp:datetime DeviceId:string DeviceName:string AccountName:string Port:int Size:long Score:real Extra:dynamic Ok:bool ReportId:long",
  Files: "Timestamp:datetime DeviceId:string FileName:string SHA1:string Size:long Extra:string",
  Alerts: "Timestamp:datetime AlertId:string Title:string",
  Info: "DeviceId:string DeviceName:string OS:string LastSeen:datetime Age:timespan",
};

const logons = corpusTables["Logons"] ?? "";
const alerts = corpusTables["Alerts"] ?? "";
const profile =
  "MD5:string FileSize:int GlobalPrevalence:int GlobalFirstSeen:datetime GlobalLastSeen:datetime Signer:string Issuer:string SignerHash:string IsCertificateValid:bool IsRootSignerMicrosoft:bool SignatureState:string IsExecutable:bool ThreatName:string Publisher:string SoftwareName:string ProfileAvailability:string";

/** Queries without errors. */
const bound: readonly (readonly [query: string, columns: string, parser?: string])[] = [
  // Rows in, rows out
  ["Alerts", alerts],
  ["Alerts | where Title has 'x'", alerts],
  ["Alerts | filter Title has 'x'", alerts],
  ["Alerts | take 10", alerts],
  ["Alerts | limit 10", alerts],
  ["Alerts | sort by Timestamp desc", alerts],
  ["Alerts | order by Timestamp asc nulls first, Title", alerts],
  ["Alerts | top 5 by Timestamp", alerts],
  ["Alerts | sample 5", alerts],
  ["Alerts | serialize", alerts],
  ["Alerts | as Named | where Title == ''", alerts],
  ["Alerts | distinct *", alerts],
  ["Alerts | consume", "...", "has no type for it; the result is open"],
  ["Alerts | render table", alerts],
  ["Alerts | where Timestamp > ago(7d) and Title !in ('a', 'b')", alerts],
  ["Alerts | where Timestamp between (ago(1d) .. now())", alerts],
  ["Alerts | where Title matches regex @'^a.*'", alerts],
  ["Alerts | where Title has_any (dynamic(['a', 'b']))", alerts],
  ["Alerts | where * has 'x'", alerts],
  ["Alerts | search 'x'", `$table:string ${alerts}`],
  // project and its relatives
  ["Alerts | project Title", "Title:string"],
  ["Alerts | project Title, When = Timestamp", "Title:string When:datetime"],
  ["Alerts | project Length = strlen(Title)", "Length:long"],
  ["Alerts | project strlen(Title)", "strlen_Title:long"],
  ["Alerts | project Title, strcat(Title, '!')", "Title:string Column1:string"],
  ["Alerts | project ['a b'] = Title", "a b:string"],
  ["Alerts | project-away Title", "Timestamp:datetime AlertId:string"],
  ["Alerts | project-away T*", "AlertId:string"],
  ["Alerts | project-keep T*", "Timestamp:datetime Title:string"],
  ["Alerts | project-rename Name = Title", "Timestamp:datetime AlertId:string Name:string"],
  ["Alerts | project-reorder Title", "Title:string Timestamp:datetime AlertId:string"],
  [
    "Alerts | project-reorder Title, Title",
    "Title:string Timestamp:datetime AlertId:string",
    "reports the doubled column (KS171)",
  ],
  ["Alerts | project-reorder T*", "Timestamp:datetime Title:string AlertId:string"],
  // extend
  ["Alerts | extend Year = datetime_part('year', Timestamp)", `${alerts} Year:int`],
  ["Alerts | extend Title = 1", "Timestamp:datetime AlertId:string Title:long"],
  ["Alerts | project Title | extend A = 1 | extend B = A", "Title:string A:long B:long"],
  ["Logons | extend Extra.x", `${logons} Extra_x:dynamic`],
  ["Logons | project X = Extra.x.y", "X:dynamic"],
  ["Logons | project X = tostring(Extra['x'])", "X:string"],
  ["Logons | project X = Extra.list[0]", "X:dynamic"],
  ["Logons | project A = Size / 2, B = Score * 2, C = Port + Size", "A:long B:real C:long"],
  ["Logons | project A = Size > 3, B = not(Ok), C = isempty(DeviceName)", "A:bool B:bool C:bool"],
  ["Logons | project D = now() - Timestamp, E = Timestamp + 1h", "D:timespan E:datetime"],
  ["Logons | project A = iff(Ok, 1, 2), B = case(Ok, 'a', 'b')", "A:long B:string"],
  ["Logons | project A = coalesce(AccountName, 'none')", "A:string"],
  ["Logons | project A = bin(Timestamp, 1h), B = floor(Size, 10)", "A:datetime B:long"],
  ["Logons | project A = split(DeviceName, '.')[0]", "A:dynamic"],
  ["Logons | project A = parse_json('{}'), B = todynamic('{}')", "A:dynamic B:dynamic"],
  [
    "Logons | project A = todynamic(Extra.x), B = parse_json(Extra)",
    "A:dynamic B:dynamic",
    "accepts only a string for todynamic (KS107)",
  ],
  ["Logons | project A = toint(Size), B = tolong(Port), C = todouble(Size)", "A:int B:long C:real"],
  ["Logons | project A = extract('(a)', 1, DeviceName)", "A:string"],
  ["Logons | project A = column_ifexists('DeviceName', '')", "A:string"],
  ["Logons | project column_ifexists('DeviceName', '')", "DeviceName:string"],
  [
    "Logons | project column_ifexists('Missing', '')",
    "Column1:string ...",
    "names the column although its name depends on the service; the result is open",
  ],
  [
    "Logons | project A = hash_sha256(DeviceName), B = base64_decode_tostring('YQ==')",
    "A:string B:string",
  ],
  [
    "Logons | project A = ipv4_is_private('10.0.0.1'), B = parse_url('http://a')",
    "A:bool B:dynamic",
  ],
  ["Logons | project A = array_length(Extra), B = bag_keys(Extra)", "A:long B:dynamic"],
  ["Logons | project A = format_datetime(Timestamp, 'yyyy')", "A:string"],
  ["Logons | project A = round(Score, 1), B = abs(Size)", "A:real B:long"],
  [
    "Logons | project A = pack('a', 1), B = bag_pack('a', 1), C = pack_array(1, 2)",
    "A:dynamic B:dynamic C:dynamic",
  ],
  ["Logons | project A = toscalar(Files | count)", "A:long"],
  ["Logons | project A = tolower(DeviceName), B = countof(DeviceName, 'a')", "A:string B:long"],
  // summarize
  ["Logons | summarize count()", "count_:long"],
  ["Logons | summarize n = count() by AccountName", "AccountName:string n:long"],
  ["Logons | summarize by AccountName, DeviceName", "AccountName:string DeviceName:string"],
  ["Logons | summarize count() by bin(Timestamp, 1h)", "Timestamp:datetime count_:long"],
  ["Logons | summarize count() by Day = bin(Timestamp, 1d)", "Day:datetime count_:long"],
  [
    "Logons | summarize max(Timestamp), min(Timestamp)",
    "max_Timestamp:datetime min_Timestamp:datetime",
  ],
  ["Logons | summarize dcount(AccountName)", "dcount_AccountName:long"],
  ["Logons | summarize sum(Size), avg(Size)", "sum_Size:long avg_Size:real"],
  [
    "Logons | summarize make_set(AccountName), make_list(Port)",
    "set_AccountName:dynamic list_Port:dynamic",
  ],
  [
    "Logons | summarize countif(Ok), dcountif(DeviceId, Ok)",
    "countif_Ok:long dcountif_DeviceId:long",
  ],
  ["Logons | summarize percentile(Size, 95)", "percentile_Size_95:long"],
  [
    "Logons | summarize arg_max(Timestamp, DeviceName) by DeviceId",
    "DeviceId:string Timestamp:datetime DeviceName:string",
  ],
  [
    "Alerts | summarize arg_max(Timestamp, *) by AlertId",
    "AlertId:string Timestamp:datetime Title:string",
  ],
  ["Alerts | summarize arg_min(Timestamp, *)", alerts],
  ["Alerts | summarize take_any(Title)", "Title:string"],
  ["Alerts | summarize any(Title)", "any_Title:string"],
  ["Logons | summarize stdev(Size), variance(Size)", "stdev_Size:real variance_Size:real"],
  [
    "Logons | summarize count(AccountName) by DeviceId",
    "DeviceId:string count_AccountName:long",
    "expects a condition as the argument of count (KS107)",
  ],
  [
    "Logons | summarize covariance(Size, Score)",
    "covariance_Size:real ...",
    "does not name it covariance_Size_Score; the result is open",
  ],
  ["Logons | summarize C = covariance(Size, Score)", "C:real"],
  [
    "Logons | summarize variancep(Size)",
    "variancep_Size:real ...",
    "does not name it variance_Size; the result is open",
  ],
  [
    "Logons | summarize n = count() by AccountName | where n > 5 | project AccountName",
    "AccountName:string",
  ],
  ["Logons | count", "Count:long"],
  ["Logons | distinct AccountName, DeviceId", "AccountName:string DeviceId:string"],
  [
    "Logons | top-nested 3 of AccountName by count()",
    "AccountName:string aggregated_AccountName:long",
  ],
  [
    "Logons | make-series n = count() on Timestamp step 1h by DeviceId",
    "DeviceId:string n:dynamic Timestamp:dynamic",
  ],
  // join and union
  [
    "Logons | project DeviceId | join kind=inner (Info | project DeviceId, OS) on DeviceId",
    "DeviceId:string DeviceId1:string OS:string",
  ],
  [
    "Logons | project DeviceId, A = 1 | join (Info | project DeviceId) on DeviceId",
    "DeviceId:string A:long DeviceId1:string",
  ],
  ["Logons | project DeviceId | join kind=leftanti Info on DeviceId", "DeviceId:string"],
  ["Logons | project DeviceId | join kind=leftsemi Info on DeviceId", "DeviceId:string"],
  [
    "Logons | project DeviceId | join kind=rightsemi (Info | project DeviceId, OS) on DeviceId",
    "DeviceId:string OS:string",
  ],
  [
    "Logons | project DeviceId | join kind=leftouter (Info | project Id = DeviceId, OS) on $left.DeviceId == $right.Id",
    "DeviceId:string Id:string OS:string",
  ],
  [
    "Logons | project DeviceId | lookup (Info | project DeviceId, OS) on DeviceId",
    "DeviceId:string OS:string",
  ],
  ["union Alerts, (Files | project SHA1)", `${alerts} SHA1:string`],
  ["Alerts | union (Files | project SHA1)", `${alerts} SHA1:string`],
  ["union withsource=Source Alerts, Alerts", `Source:string ${alerts}`],
  [
    "union kind=inner Alerts, Info, (Files | project Timestamp, DeviceId)",
    "",
    "treats kind=inner as outer",
  ],
  ["Files | union kind=inner Alerts", "Timestamp:datetime", "treats kind=inner as outer"],
  [
    "union kind=outer (Files | project A = SHA1), (Files | project A = Size)",
    "A_string:string A_long:long",
  ],
  [
    "union (Files | project A = SHA1), (Files | project A = SHA1), (Files | project A = Size)",
    "A_string:string A_long:long",
    "forgets the column of the third type, and keeps the name A",
  ],
  ["union isfuzzy=true Alerts, Missing", `${alerts} ...`],
  ["union Al*", alerts],
  [
    "union * | where Elsewhere == 'a' | project Elsewhere, Title",
    "Elsewhere:unknown Title:string",
    "reports a column that a table without an export may have (KS142)",
  ],
  [
    "union * | project A = coalesce(Elsewhere, Title), B = iff(Elsewhere == 1, Other, 2)",
    "A:string B:long",
    "has no type if one argument has none, although all have the same",
  ],
  [
    "search 'x' | where Elsewhere == 'a' | project $table, Elsewhere",
    "$table:string Elsewhere:unknown",
    "reports a column that a table without an export may have (KS142)",
  ],
  [
    "find where Elsewhere == 'a' project Title",
    "source_:string Title:string",
    "reports a column that a table without an export may have (KS142)",
  ],
  ["find in (Alerts) where Title == 'a' project Title", "source_:string Title:string"],
  // Rows from columns
  ["Logons | project Extra | mv-expand Extra", "Extra:dynamic"],
  ["Logons | project Extra | mv-expand X = Extra to typeof(string)", "Extra:dynamic X:string"],
  ["Logons | project Extra | mv-expand Extra to typeof(long)", "Extra:long"],
  ["Logons | project Extra | mv-apply X = Extra on (where X == 1)", "Extra:dynamic X:dynamic"],
  [
    "Files | project FileName | parse FileName with Base '.' Ext",
    "FileName:string Base:string Ext:string",
  ],
  [
    "Files | project FileName | parse FileName with * 'v' Version:long *",
    "FileName:string Version:long",
  ],
  [
    "Files | project FileName | parse-where FileName with Base '.' Ext",
    "FileName:string Base:string Ext:string",
  ],
  [
    "Files | project FileName | parse-kv FileName as (a: string, b: long)",
    "FileName:string a:string b:long",
  ],
  ["Logons | project Extra, A = 1 | evaluate bag_unpack(Extra)", "A:long ..."],
  ["Logons | project Extra | evaluate bag_unpack(Extra) : (a: string, b: long)", "a:string b:long"],
  [
    "Logons | project Extra | evaluate bag_unpack(Extra, ignoredProperties=dynamic(['a']))",
    "...",
    "accepts only text as ignoredProperties (KS107)",
  ],
  [
    "Logons | evaluate schema_merge(Extra) | where Merged == 'a' | project Merged",
    "Merged:unknown",
    "does not know the plugin (KS124), and that its result has columns",
  ],
  ["print T = make_timespan(1, 12, 30, 55.5)", "T:timespan", "accepts only whole seconds (KS134)"],
  [
    "print Y = dynamic([1]) | extend series_fit_poly(Y, Y, 5) | project series_fit_poly_Y_rsquare",
    "series_fit_poly_Y_rsquare:real",
    "accepts only an int as the degree (KS107)",
  ],
  ["Logons | project AccountName, Port | evaluate pivot(AccountName)", "Port:int ..."],
  ["Logons | project AccountName | serialize N = row_number()", "AccountName:string N:long"],
  [
    "Logons | project AccountName, Timestamp | sort by Timestamp asc | extend P = prev(AccountName)",
    "AccountName:string Timestamp:datetime P:string",
  ],
  ["Logons | getschema", "ColumnName:string ColumnOrdinal:long DataType:string ColumnType:string"],
  [
    "Alerts | sort by Timestamp asc | scan with (step a: Title == 'x';)",
    alerts,
    "adds match_id although with_match_id is not set",
  ],
  [
    "Alerts | sort by Timestamp asc | scan with_match_id=M declare (S: string = '') with (step a: Title == 'x' => S = 'y';)",
    `${alerts} S:string M:long`,
  ],
  ["Alerts | partition by AlertId (top 1 by Timestamp)", alerts],
  ["Alerts | fork (take 1) (take 2)", "...", "has no type for several results; the result is open"],
  // Sources
  ["print 1", "print_0:long"],
  ["print A = 1, 'b'", "A:long print_1:string"],
  ["range A from 1 to 3 step 1", "A:long"],
  ["datatable(A: string, B: long)['x', 1]", "A:string B:long"],
  ["externaldata(A: string)['https://a.example/b.csv'] with (format='csv')", "A:string"],
  ["table('Alerts') | project Title", "Title:string"],
  // let
  ["let since = 7d; Alerts | where Timestamp > ago(since)", alerts],
  ["let names = dynamic(['a']); Alerts | where Title in (names)", alerts],
  ["let T = Alerts | project Title; T | distinct Title", "Title:string"],
  ["let f = (n: long) { Alerts | take n }; f(3)", alerts],
  [
    "let f = (T: (K: string, V: long)) { T | count }; Logons | project K = DeviceId, V = hourofday(Timestamp) | invoke f()",
    "Count:long",
    "says int for hourofday, which the service says is long, and reports the column (KS249)",
  ],
  ["let f = (T: (Title: string)) { T | where Title == 'x' }; Alerts | invoke f()", alerts],
  ["let ids = Files | distinct DeviceId; Info | where DeviceId in (ids) | project OS", "OS:string"],
  ["let x = materialize(Alerts | project Title); union x, x", "Title:string"],
  ["declare query_parameters(n: long = 5); Alerts | take n", alerts],
  ["set notruncation; Alerts", alerts],
  // Comments and strings
  ["Alerts // comment | where Missing == 1", alerts],
  ["Alerts | where Title == '// no comment'", alerts],
  ["Alerts | where Title == @'\\a' or Title == h'secret' or Title == \"\\u0041\"", alerts],
  ["Alerts | where Title == ```several\nlines```", alerts],
  ["['Alerts'] | project ['Title']", "Title:string"],
  // Defender's functions
  [
    "Files | project SHA1, SHA256 = '' | invoke FileProfile(SHA1)",
    `SHA1:string SHA256:string ${profile}`,
  ],
  [
    "Files | project SHA1, SHA256 = '' | invoke FileProfile('SHA1', 100)",
    `SHA1:string SHA256:string ${profile}`,
  ],
  [
    "Files | project SHA1 | invoke FileProfile() | project GlobalPrevalence",
    "GlobalPrevalence:int",
  ],
  ["Info | project DeviceId | invoke SeenBy()", "DeviceId:string SeenBy:dynamic"],
  ["Info | project Address = OS | invoke DeviceFromIP(Address)", "IP:string DeviceId:string"],
  ["AssignedIPAddresses('name', ago(1d)) | project IPAddress", "IPAddress:string"],
  [
    "AssignedIPAddresses('name')",
    "Timestamp:datetime IPAddress:string IPType:string NetworkAdapterType:int ConnectedNetworks:int",
  ],
  [
    "arg('').Resources | where type =~ 'x' | project name, n = tostring(properties.a)",
    "name:unknown n:string",
    "does not know the service",
  ],
  [
    "Logons | project DeviceId | join kind=inner (adx('cluster/db').Rows | project Id) on $left.DeviceId == $right.Id",
    "DeviceId:string Id:unknown ...",
    "does not know the service",
  ],
  ["workspace('other').Alerts | take 1", "...", "does not know the service"],
  [
    "_GetWatchlist('list') | project SearchKey, Tag",
    "SearchKey:string Tag:unknown",
    "calls the result open although project lists its columns",
  ],
  [
    "_GetWatchlist('list') | summarize count() by Tag | where count_ > 1",
    "Tag:unknown count_:long",
    "calls the result open although summarize lists its columns",
  ],
  [
    "_GetWatchlist('list') | project Tag | extend A = 1 | sort by A",
    "Tag:unknown A:long",
    "calls the result open although project lists its columns",
  ],
  [
    "_GetWatchlist('list') | summarize arg_max(LastUpdatedTimeUTC, *) by SearchKey | project-away _DTItemId",
    "SearchKey:string LastUpdatedTimeUTC:datetime ...",
  ],
];

/** Queries with errors. */
const failing: readonly (readonly [query: string, errors: string])[] = [
  ["Alerts | where «Titl» == 'x'", "unknown-column"],
  ["Alerts | project «Titl»", "unknown-column"],
  ["Alerts | project Title | where «AlertId» == 'x'", "unknown-column"],
  ["Alerts | summarize count() by «Titl»", "unknown-column"],
  ["Alerts | sort by «Time»", "unknown-column"],
  ["Alerts | project-away «Titl»", "unknown-column"],
  ["Alerts | extend A = strlen(«Titl»)", "unknown-column"],
  ["Alerts | join kind=inner Info on «DeviceId»", "unknown-column"],
  ["Alerts | join kind=inner Info on $left.«DeviceId» == $right.DeviceId", "unknown-column"],
  ["Alerts | where «Titl» == 'x' and «Nope» == 1", "unknown-column unknown-column"],
  ["«Alert» | where Titl == 'x'", "unknown-table"],
  ["union Alerts, «Fils»", "unknown-table"],
  ["Logons | join kind=inner («Inf») on DeviceId", "unknown-table"],
  ["Alerts | where «isemty»(Title)", "unknown-function"],
  ["«arq»('').Resources | count", "unknown-function"],
  ["Alerts | where «app» == 'x'", "unknown-column"],
  ["«resource» | take 1", "unknown-table"],
  ["Alerts | evaluate «Unknown»(Title) | where Other == 1", "unknown-function"],
  ["Alerts | summarize «cnt1»()", "unknown-function"],
  ["Alerts | invoke «FileProfil»(SHA1)", "unknown-function"],
  ["Alerts | invoke FileProfile(«SHA2»)", "unknown-column"],
  ["Alerts | where Title «+» 1 == 2", "wrong-type"],
  ["Logons | project A = strlen(«Size»)", "wrong-type"],
  ["Logons | where «Size»", "wrong-type"],
  ["Alerts | project A = 1, «A» = 2", "duplicate-column"],
  ["Alerts | where Title ==«»", "syntax-error"],
  ["Alerts | where (Title == 'x'«»", "syntax-error"],
  ["Alerts | wher «Title» == 'x'", "syntax-error"],
  ["Alerts | where «Titl» == 'x' // 😀 after", "unknown-column"],
  ["Alerts | where Title == '😀' and «Titl» == 'x'", "unknown-column"],
  ["Alerts\r\n| where\r\n «Titl» == 'x'", "unknown-column"],
  ["let f = (x: string) { Alerts | where «Titl» == x }; f('a')", "unknown-column"],
  ["let T = Alerts | project Title; T | project «AlertId»", "unknown-column"],
  ["print «Missing»", "unknown-column"],
  ["Alerts | take «'x'»", "wrong-type"],
  ["Alerts | where Title has_any («Missing»)", "unknown-column"],
  ["Alerts | mv-expand «Missing»", "unknown-column"],
  ["Alerts | mv-expand todynamic(«SeenBy»)", "unknown-column"],
  ["Files | where Extra.«a» == 'x'", "wrong-type"],
  ["union «Missing*» | where Title == 'x'", "unknown-table"],
  ["union Al* | where «Elsewhere» == 'x'", "unknown-column"],
  ["Alerts | search «Elsewhere» == 'x'", "unknown-column"],
  [
    "Alerts | evaluate ipv4_lookup(«Missing», Title, Subnet) | where isempty(Other)",
    "unknown-table",
  ],
  ["let f = (T: (K: long)) { T }; «Logons | project K = DeviceId» | invoke f()", "invalid-query"],
  ["Alerts | where «strlen()»", "wrong-type"],
];

export const corpus: readonly CorpusCase[] = [
  ...bound.map(([query, columns, parser]) => ({
    query,
    columns,
    ...(parser === undefined ? {} : { parser }),
  })),
  ...failing.map(([query, errors]) => ({ query, errors })),
];
