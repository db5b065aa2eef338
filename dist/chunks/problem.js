// src/problem.ts
var ProblemError = class extends Error {
	problems;
	constructor(problems) {
		super(problems.map(formatProblem).join("\n")), this.name = "ProblemError", this.problems = problems;
	}
};
function formatPlace({ file, line, column }) {
	return [
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":");
}
function formatProblem(problem) {
	let place = formatPlace(problem), fix = problem.fix === void 0 ? "" : ` ${problem.fix}`;
	return `${place === "" ? "" : `${place}  `}${problem.message}${fix}`;
}
function quoteValue(value) {
	if (typeof value == "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
	let text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
export { quoteValue as i, formatPlace as n, formatProblem as r, ProblemError as t };
