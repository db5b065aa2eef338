#!/usr/bin/env node
import { t as version } from "./chunks/package.js";
import module from "node:module";
// src/cli/main.ts
const { argv, env, stdout, stderr } = process, args = argv.slice(2);
if (args.length === 1 && args[0] === "--version") stdout.write(`${version}\n`);
else {
	"enableCompileCache" in module && module.enableCompileCache();
	let { run } = await import("./chunks/run.js");
	process.exitCode = await run(args, {
		stdout: (text) => stdout.write(text),
		stderr: (text) => stderr.write(text),
		workingDir: process.cwd(),
		today: new Date().toISOString().slice(0, 10),
		colour: env.NO_COLOR === void 0 && (stdout.isTTY || env.FORCE_COLOR !== void 0),
		width: stdout.columns ?? 100
	});
}
export {};
