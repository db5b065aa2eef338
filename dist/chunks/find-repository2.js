import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { access, realpath } from "node:fs/promises";
// src/edge/store/find-repository.ts
async function findRepository(file, workingDir) {
	let folder = await realpathOr(dirname(resolve(workingDir, file))), absolute = join(folder, file.slice(file.lastIndexOf("/") + 1)), root = await folderWithGit(folder) ?? await workingDirAround(absolute, workingDir) ?? folder;
	return {
		root,
		path: relative(root, absolute).split(sep).join("/")
	};
}
async function isThere(path) {
	return access(path).then(() => !0, () => !1);
}
async function folderWithGit(folder) {
	if (await isThere(join(folder, ".git"))) return folder;
	let above = dirname(folder);
	return above === folder ? void 0 : folderWithGit(above);
}
async function workingDirAround(file, workingDir) {
	let dir = await realpathOr(workingDir), path = relative(dir, file);
	return path.startsWith("..") || isAbsolute(path) ? void 0 : dir;
}
async function realpathOr(path) {
	return realpath(path).catch(() => path);
}
export { isThere as n, findRepository as t };
