// src/experiment/outcome.ts
const failureModes = [
	"hallucination",
	"tool_misuse",
	"reasoning_error",
	"format_break",
	"refusal",
	"app_error",
	"other"
];
export { failureModes as t };
