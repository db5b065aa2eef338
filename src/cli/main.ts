#!/usr/bin/env node
import module from "node:module";
import packageJson from "../../package.json" with { type: "json" };

const { argv, env, stdout } = process;
const args = argv.slice(2);

if (args.length === 1 && args[0] === "--version") {
  stdout.write(`${packageJson.version}\n`);
} else {
  // A reader that has seen enough (`| head`) closes the pipe: that is no defect, and the exit code is still the verdict's.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  // Loaded for a command only: the version is asked for by scripts, and should cost no more than Node itself. From the second
  // run on V8 takes the compiled code from its cache in the temporary folder (Node 22 and later).
  if ("enableCompileCache" in module) module.enableCompileCache();
  const { run } = await import("./run.ts");
  process.exitCode = await run(args, {
    stdout: (text) => stdout.write(text),
    // Reached for only when there is something to say: opening the stream takes longer than parsing a small file.
    stderr: (text) => process.stderr.write(text),
    workingDir: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    colour: env["NO_COLOR"] === undefined && (stdout.isTTY || env["FORCE_COLOR"] !== undefined),
    // A terminal that does not know its width says 0.
    width: stdout.columns > 0 ? stdout.columns : 100,
    get isErrorTerminal() {
      return process.stderr.isTTY;
    },
    env,
    stopSignal: () => {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
    // Both streams are asked for only where the command has a person to ask.
    ...(args.includes("--review") && process.stdin.isTTY && process.stderr.isTTY
      ? {
          openPrompt: async () =>
            (await import("./open-prompt.ts")).openPrompt(process.stdin, process.stderr),
        }
      : {}),
  });
}
