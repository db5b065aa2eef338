import module from "node:module";

const { env } = process;
// A reader that has seen enough closes the pipe: that is no defect, and the exit code is still the verdict's.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
if ("enableCompileCache" in module) module.enableCompileCache();
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
const { runAction } = await import("./run-action.ts");
process.exitCode = await runAction({
  env,
  workingDir: env["GITHUB_WORKSPACE"] ?? process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: false,
  stop: stop.signal,
});
