// Everything that runs inside Thunderbird.

export * from "./control.mjs";
export * from "./sight.mjs";
export * from "./sight-links.mjs";
export * from "./control-actions.mjs";
