// node_modules/markdown-table/index.js
function defaultStringLength(value) {
	return value.length;
}
function markdownTable(table, options) {
	let settings = options || {}, align = (settings.align || []).concat(), stringLength = settings.stringLength || defaultStringLength, alignments = [], cellMatrix = [], sizeMatrix = [], longestCellByColumn = [], mostCellsPerRow = 0, rowIndex = -1;
	for (; ++rowIndex < table.length;) {
		let row = [], sizes = [], columnIndex = -1;
		for (table[rowIndex].length > mostCellsPerRow && (mostCellsPerRow = table[rowIndex].length); ++columnIndex < table[rowIndex].length;) {
			let cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== !1) {
				let size = stringLength(cell);
				sizes[columnIndex] = size, (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) && (longestCellByColumn[columnIndex] = size);
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row, sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align == "object" && "length" in align) for (; ++columnIndex < mostCellsPerRow;) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		let code = toAlignment(align);
		for (; ++columnIndex < mostCellsPerRow;) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	let row = [], sizes = [];
	for (; ++columnIndex < mostCellsPerRow;) {
		let code = alignments[columnIndex], before = "", after = "";
		code === 99 ? (before = ":", after = ":") : code === 108 ? before = ":" : code === 114 && (after = ":");
		let size = settings.alignDelimiters === !1 ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length), cell = before + "-".repeat(size) + after;
		settings.alignDelimiters !== !1 && (size = before.length + size + after.length, size > longestCellByColumn[columnIndex] && (longestCellByColumn[columnIndex] = size), sizes[columnIndex] = size), row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row), sizeMatrix.splice(1, 0, sizes), rowIndex = -1;
	let lines = [];
	for (; ++rowIndex < cellMatrix.length;) {
		let row = cellMatrix[rowIndex], sizes = sizeMatrix[rowIndex], cellsInRow = settings.fillRows === !1 ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		let line = [];
		for (; ++columnIndex < cellsInRow;) {
			let cell = row[columnIndex] || "", before = "", after = "";
			if (settings.alignDelimiters !== !1) {
				let size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0), code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					let half = size / 2;
					size % 2 ? (before = " ".repeat(half + .5), after = " ".repeat(half - .5)) : (before = " ".repeat(half), after = before);
				} else after = " ".repeat(size);
			}
			settings.delimiterStart !== !1 && !columnIndex && line.push("|"), settings.padding === !1 || settings.alignDelimiters === !1 && cell === "" || settings.delimiterStart === !1 && !columnIndex || line.push(" "), settings.alignDelimiters !== !1 && line.push(before), line.push(cell), settings.alignDelimiters !== !1 && line.push(after), settings.padding !== !1 && line.push(" "), (settings.delimiterEnd !== !1 || columnIndex !== cellsInRow - 1) && line.push("|");
		}
		lines.push(settings.delimiterEnd === !1 ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
function serialize(value) {
	return value == null ? "" : String(value);
}
function toAlignment(value) {
	let code = typeof value == "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
// src/report/untrusted.ts
const brand = Symbol("markdown"), lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu, invisible = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufffe\uffff]/gu, ansi = new RegExp(String.raw`[\u001b\u009b](?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[[\]()#;?]*(?:\d{1,4}(?:[;:]\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~])`, "gu");
function revealInvisible(text) {
	return text.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
function cut(text, max) {
	if (text.length <= max) return text;
	let room = Math.max(0, max - 1), end = 0;
	for (let { index, segment } of new Intl.Segmenter("en").segment(text.slice(0, room + 64))) {
		if (index + segment.length > room) break;
		end = index + segment.length;
	}
	return text.slice(0, end) + "…";
}
function head(text, max) {
	return text.slice(0, max).replace(/[\ud800-\udbff]$/, "");
}
function oneLine(text, max) {
	return cut(revealInvisible(head(text, max + 2).replace(lineBreak, "⏎").replaceAll("	", " ")), max);
}
function longestRun(text, character) {
	let longest = 0, run = 0;
	for (let unit of text) run = unit === character ? run + 1 : 0, longest = Math.max(longest, run);
	return longest;
}
function trust(text) {
	return { [brand]: text };
}
function source(markdown) {
	return markdown[brand];
}
function codeSpan(text, max = 80) {
	let line = oneLine(text, max).replaceAll("|", "¦");
	if (line.trim() === "") return trust("(empty)");
	let fence = "`".repeat(longestRun(line, "`") + 1), pad = /^[` ]|[` ]$/.test(line) ? " " : "";
	return trust(`${fence}${pad}${line}${pad}${fence}`);
}
function preBlock(text, max = 2e3) {
	return trust(`<pre>${escapeHtml(cut(head(text, max + 2).replace(lineBreak, "\n").split("\n").map((line) => line.split("	").map(revealInvisible).join("	")).join("\n"), max))}</pre>`);
}
function fencedBlock(language, text) {
	let fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
	return trust(`${fence}${language}\n${text.replace(lineBreak, "\n").trimEnd()}\n${fence}`);
}
function escapeHtml(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;");
}
function link(words, url) {
	return /^https?:\/\/[^\s"'<>`\\]{1,2000}$/.test(url) ? trust(`<a href="${escapeHtml(url)}">${source(plain(words))}</a>`) : plain(words);
}
function commitName(sha) {
	return /^[0-9a-f]{7,64}$/u.test(sha) ? trust(sha.slice(0, 7)) : codeSpan(sha, 40);
}
const active = /@|:\/\/|www\.|#\d|\bgh-\d|\b[0-9a-f]{7,64}\b|:[\w+-]+:/iu;
function escapeWord(word) {
	return active.test(word) ? source(codeSpan(word, 200)) : word.replace(/[\\`*_[\]<>|~&#]|\$(?!\d)/gu, (character) => `\\${character}`);
}
function escapeSentence(text) {
	return text.split(/(\s+)/u).map((word) => word.trim() === "" ? word : escapeWord(word)).join("");
}
function plain(text, max = 1e3) {
	return trust(escapeStart(joinSources(oneLine(text, max).trim().replaceAll(" -> ", " → ").split(/`([^`]+)`/u).map((part, index) => index % 2 == 1 ? source(codeSpan(part, max)) : escapeSentence(part)))));
}
function escapeStart(text) {
	return text.replace(/^(?:[-=]|\+(?=\s|$))/u, (start) => `\\${start}`).replace(/^\d{1,9}(?=[.)](?:\s|$))/u, (start) => `${start}\\`);
}
function joinSources(parts) {
	return parts.reduce((text, part) => text.endsWith("`") && part.startsWith("`") ? `${text} ${part}` : text + part, "");
}
function render(value) {
	return typeof value == "number" ? String(value) : source(typeof value == "string" ? codeSpan(value) : value);
}
function safe(texts, ...values) {
	return trust(joinSources(texts.flatMap((text, index) => index === 0 ? [text] : [render(values[index - 1] ?? ""), text])));
}
function join(parts, separator) {
	return trust(parts.map(source).join(separator));
}
function table(columns, rows) {
	let heads = columns.map(({ title }) => title), align = columns.map((column) => column.align === "right" ? "r" : "l");
	return trust(markdownTable([heads, ...rows.map((row) => row.map(source))], {
		align,
		alignDelimiters: !1
	}));
}
function folded(summary, body) {
	return trust(`<details><summary>${escapeHtml(summary)}</summary>\n\n${source(body)}\n\n</details>`);
}
function hiddenMarker(name, values) {
	return trust(`<!-- ${[name, ...Object.entries(values).flatMap(([key, value]) => value === void 0 ? [] : [`${key}=${value.replace(/[^\w.-]/gu, "").slice(0, 64)}`])].join(" ")} -->`);
}
function xmlText(text, max = 4e3) {
	return escapeHtml(cut(head(text, max + 2).replace(lineBreak, "\n").split("\n").map((line) => revealInvisible(line.replaceAll("	", " "))).join("\n"), max)).replaceAll("'", "&apos;").replaceAll("\n", "&#10;");
}
function terminalText(text, max = 1e3) {
	return breakWorkflowCommands(oneLine(head(text, max * 4).replace(ansi, ""), max));
}
function breakWorkflowCommands(line) {
	return line.replaceAll("##[", "# #[").replace(/^(\s*):(?=:)/u, "$1: ");
}
export { fencedBlock as a, join as c, preBlock as d, safe as f, xmlText as g, terminalText as h, cut as i, link as l, table as m, codeSpan as n, folded as o, source as p, commitName as r, hiddenMarker as s, breakWorkflowCommands as t, plain as u };
