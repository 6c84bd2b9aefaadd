// Replaces the module `@azure/functions-core`, which exists only inside of the Functions host: keeps
// what the library registers.

exports.registered = new Map();
exports.programmingModel = undefined;

exports.setProgrammingModel = (model) => {
  exports.programmingModel = model;
};
exports.registerFunction = (metadata, callback) => {
  exports.registered.set(metadata.name, { metadata, callback });
};
exports.log = () => undefined;
