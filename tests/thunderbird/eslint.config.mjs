import js from "@eslint/js";

const readonly = (/** @type {string[]} */ ...names) => Object.fromEntries(names.map((name) => [name, "readonly"]));
const web = readonly(
  "AbortController", "Blob", "CSSStyleSheet", "CSS", "File", "MutationObserver", "ResizeObserver", "TextDecoder", "URL", "URLSearchParams", "btoa", "clearInterval",
  "clearTimeout", "console", "crypto", "document", "fetch", "getComputedStyle", "innerHeight", "innerWidth", "location",
  "navigator", "performance", "requestAnimationFrame", "setInterval", "setTimeout", "window",
);
const rules = {
  ...js.configs.recommended.rules,
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }],
  "no-var": "error",
  "prefer-const": "error",
  "object-shorthand": "error",
  "max-lines": ["error", 400],
  "max-lines-per-function": ["error", 80],
};
// Mails are hostile: their text becomes text nodes and nothing else.
const noMarkup = [
  ...["innerHTML", "outerHTML"].map((name) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.name='${name}']`,
    message: "Text of a mail must not be parsed as markup: use textContent or append.",
  })),
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|write|writeln)$/]", message: "No markup from text." },
];

export default [
  {
    files: ["extension/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...web, ...readonly("browser") } },
    rules: { ...rules, "no-restricted-syntax": ["error", ...noMarkup] },
  },
  { files: ["extension/content/*.js"], languageOptions: { sourceType: "script" } },
  { files: ["extension/content/*.js"], rules: { "max-lines-per-function": "off" } },
  {
    files: ["tests/thunderbird/**/*.{mjs,cjs}", "installer/*.mjs"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: readonly("require", "Buffer", "URL", "console", "process", "setTimeout", "clearTimeout", "globalThis", "Blob", "AbortController", "crypto", "performance", "structuredClone", "queueMicrotask", "setInterval", "clearInterval"),
    },
    rules: { ...rules, "max-lines-per-function": "off" },
  },
];
