// Node 18 has File, but not among the globals, where addons-linter looks for it.
globalThis.File ??= require("node:buffer").File;
