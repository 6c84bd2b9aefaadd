// Defines how the stream writes values of some Kusto types as text, for the checks and the JSON Schemas.
// Plain literals, so that a bundle holds only those that its tables use.

export const decimalPattern: string =
  "^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[Ee][+-]?[0-9]+)?$";
export const guidPattern: string = "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";
export const timespanPattern: string =
  "^-?(?:[0-9]{1,8}\\.)?(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,7})?$";
