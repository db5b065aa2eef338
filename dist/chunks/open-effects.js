import { n as isThere, t as findRepository } from "./find-repository2.js";
import { i as quoteValue, t as ProblemError } from "./problem.js";
import { a as repositoryPathFault, c as require_fastest_levenshtein } from "./read-json-lines.js";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { constants, createWriteStream } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
// src/edge/store/read-file.ts
const chunkBytes = 262144;
async function openRegular(file, path, { maxBytes, followLinks }) {
	let { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants, handle = await open(file, O_RDONLY | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW));
	try {
		let stats = await handle.stat();
		if (!stats.isFile()) throw new ProblemError([{
			code: "not-a-file",
			file: path,
			message: "this is not a regular file.",
			fix: "Name a file."
		}]);
		if (stats.size > maxBytes) throw tooLarge(path, maxBytes);
		return {
			handle,
			maxBytes
		};
	} catch (error) {
		throw await handle.close(), error;
	}
}
async function* readAllChunks({ handle, maxBytes }, path) {
	try {
		let total = 0;
		for (;;) {
			let { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(chunkBytes), 0, chunkBytes, null);
			if (bytesRead === 0) return;
			if (total += bytesRead, total > maxBytes) throw tooLarge(path, maxBytes);
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await handle.close();
	}
}
async function readAllText(file, path) {
	let chunks = [];
	for await (let chunk of readAllChunks(file, path)) chunks.push(chunk);
	try {
		return new TextDecoder("utf-8", { fatal: !0 }).decode(Buffer.concat(chunks));
	} catch {
		throw new ProblemError([{
			code: "not-utf8",
			file: path,
			message: "the file is not UTF-8.",
			fix: "Save it as UTF-8."
		}]);
	}
}
function tooLarge(path, maxBytes) {
	return new ProblemError([{
		code: "file-too-large",
		file: path,
		message: `the file is larger than ${maxBytes / 1024 / 1024} MiB.`,
		fix: "Split it."
	}]);
}
// src/edge/store/suggest-entry.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
async function suggestEntry(file) {
	let names = await readdir(dirname(file)).catch(() => []), name = basename(file).slice(0, 255);
	if (names.length === 0) return;
	let nearest = (0, import_fastest_levenshtein.closest)(name, names);
	return (0, import_fastest_levenshtein.distance)(name, nearest) <= Math.max(2, Math.floor(nearest.length / 3)) ? `Did you mean \`${nearest}\`?` : void 0;
}
// src/edge/store/user-files.ts
async function listUserRecords(path) {
	if (!(await told(path, stat(path))).isDirectory()) return [path];
	let names = (await readdir(path)).filter((name) => name.endsWith(".jsonl")).toSorted();
	if (names.length === 0) throw new ProblemError([{
		code: "no-file-matches",
		file: path,
		message: "the folder has no .jsonl file.",
		fix: "Name run records."
	}]);
	return names.map((name) => join(path, name));
}
async function* readUserFile(path) {
	yield* readAllChunks(await told(path, openRegular(path, path, {
		maxBytes: 2 ** 53 - 1,
		followLinks: !0
	})), path);
}
async function writeUserFile(path, parts) {
	await told(path, mkdir(dirname(path), { recursive: !0 })), await told(path, pipeline(Readable.from(parts), createWriteStream(path)));
}
async function told(path, promise) {
	try {
		return await promise;
	} catch (error) {
		let { code } = error;
		if (code === "ENOENT" || code === "ENOTDIR") {
			let fix = await suggestEntry(path);
			throw new ProblemError([{
				code: "file-not-found",
				file: path,
				message: "file not found.",
				...fix === void 0 ? {} : { fix }
			}]);
		}
		throw code === "EACCES" || code === "EPERM" || code === "EISDIR" || code === "EROFS" || code === "ENOSPC" ? new ProblemError([{
			code: "file-access",
			file: path,
			message: `the system refuses the file (${code}).`,
			fix: "Name another path."
		}]) : error;
	}
}
async function openWorkspace(rootDir) {
	let root = await realpath(rootDir);
	return {
		readText: async (path) => readAllText(await openInside(root, path, 10485760), path),
		readChunks: async function* (path) {
			yield* readAllChunks(await openInside(root, path, 1073741824), path);
		},
		glob: (patterns) => globInside(root, patterns),
		writeText: (path, text) => writeInside(root, path, text),
		ensureDir: async (path) => {
			await makeFolder(root, checkForm(path), path);
		}
	};
}
async function openInside(root, path, maxBytes) {
	let file = await locate(root, path), stats = await lstatOrNothing(file);
	if (stats === void 0) throw problem("file-not-found", path, "file not found.", await suggestEntry(file));
	return refuseIrregular(stats, path), openRegular(file, path, {
		maxBytes,
		followLinks: !1
	});
}
async function locate(root, path) {
	let lexical = join(root, checkForm(path)), folder = await realpathOrNothing(dirname(lexical));
	if (folder === void 0) throw problem("file-not-found", path, "file not found.", await suggestEntry(lexical));
	return refuseOutside(root, folder, path), join(folder, posix.basename(path));
}
function checkForm(path) {
	let fault = repositoryPathFault(path);
	if (fault !== void 0) throw outside(path, `the path ${quoteValue(path)} ${fault}.`);
	return posix.normalize(path);
}
function refuseOutside(root, real, path) {
	let away = relative(root, real);
	if (away === ".." || away.startsWith(`..${sep}`)) throw outside(path, `the path ${quoteValue(path)} leads out of the repository through a link.`);
}
function refuseIrregular(stats, path) {
	if (stats.isSymbolicLink()) throw outside(path, `the path ${quoteValue(path)} is a symbolic link, which could lead anywhere.`);
	if (stats.isDirectory()) throw problem("not-a-file", path, "this is a folder, not a file.", "Name a file in it, or write a glob.");
	if (!stats.isFile()) throw problem("not-a-file", path, "this is not a regular file.");
}
async function globInside(root, patterns) {
	let found = new Set(), problems = [];
	for (let pattern of patterns) try {
		for (let file of await matchPattern(root, pattern)) found.add(file);
	} catch (error) {
		if (!(error instanceof ProblemError)) throw error;
		problems.push(...error.problems);
	}
	if (problems.length > 0) throw new ProblemError(problems);
	return [...found].toSorted();
}
async function matchPattern(root, pattern) {
	if (checkForm(pattern), !/[*?[\]{}()!+@]/.test(pattern)) {
		let file = await locate(root, pattern), stats = await lstatOrNothing(file);
		if (stats === void 0) throw problem("file-not-found", pattern, "file not found.", await suggestEntry(file));
		return refuseIrregular(stats, pattern), [posix.normalize(pattern)];
	}
	let { glob } = await import("./dist2.js"), files = await glob([posix.normalize(pattern)], {
		cwd: root,
		dot: !1,
		expandDirectories: !1,
		followSymbolicLinks: !1,
		ignore: ["**/node_modules/**", "**/.git/**"]
	});
	if (files.length === 0) throw new ProblemError([{
		code: "no-file-matches",
		message: `no file matches ${quoteValue(pattern)}.`,
		fix: "Patterns start at the folder of the file that holds them; `*` stays in one folder, `**` does not."
	}]);
	return files;
}
async function writeInside(root, path, text) {
	let folder = await makeFolder(root, posix.dirname(checkForm(path)), path), file = join(folder, posix.basename(path)), stats = await lstatOrNothing(file);
	stats !== void 0 && refuseIrregular(stats, path);
	let draft = `${file}.${process.pid}.tmp`;
	try {
		await writeFile(draft, text, { flag: "wx" }), await rename(draft, file);
	} finally {
		await rm(draft, { force: !0 });
	}
}
async function makeFolder(root, folder, path) {
	let real = root;
	for (let part of folder.split("/").filter((each) => each !== "" && each !== ".")) {
		let next = join(real, part), stats = await lstatOrNothing(next);
		if (stats === void 0 && await mkdir(next), real = await realpath(next), refuseOutside(root, real, path), stats !== void 0 && !(await lstat(real)).isDirectory()) throw problem("not-a-folder", path, `${quoteValue(part)} is a file, so nothing can be written below it.`);
	}
	return real;
}
async function lstatOrNothing(file) {
	return nothingIfMissing(lstat(file));
}
async function realpathOrNothing(file) {
	return nothingIfMissing(realpath(file));
}
async function nothingIfMissing(promise) {
	try {
		return await promise;
	} catch (error) {
		let { code } = error;
		if (code === "ENOENT" || code === "ENOTDIR") return;
		throw error;
	}
}
function outside(path, message) {
	return problem("path-outside-workspace", path, message, "Write a path to a regular file of the repository, relative and with `/`.");
}
function problem(code, file, message, fix) {
	let isPlain = !/\p{Cc}/u.test(file) && file.length <= 200;
	return new ProblemError([{
		code,
		...isPlain ? { file } : {},
		message,
		...fix === void 0 ? {} : { fix }
	}]);
}
async function openGate(asked, io) {
	let file = asked ?? "llm-o11y.yml", { root, path } = await findRepository(file, io.workingDir), hasGate = asked !== void 0 || await isThere(resolve(io.workingDir, file));
	return {
		effects: await openEffects(root, io),
		...hasGate ? { config: path } : {}
	};
}
async function openEffects(root, io) {
	let { readText, readChunks, glob } = await openWorkspace(root);
	return {
		readText,
		readChunks,
		glob,
		readTextIfThere: async (path) => await isThere(join(root, path)) ? readText(path) : void 0,
		openRecord: async (path) => (await listUserRecords(resolve(io.workingDir, path))).map((file) => ({
			file: shorten(file, io.workingDir),
			chunks: readUserFile(file)
		}))
	};
}
function shorten(file, workingDir) {
	return file.startsWith(`${workingDir}/`) ? file.slice(workingDir.length + 1) : file;
}
export { openGate as n, writeUserFile as r, openEffects as t };
