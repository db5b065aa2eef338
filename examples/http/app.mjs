// The support desk as a plain HTTP server: `node app.mjs PORT`. POST /chat {"message"} is answered with {"answer", "messages", "usage"}.
import { createServer } from "node:http";
import { answer } from "./agent.mjs";

const server = createServer(async (request, response) => {
  const send = (status, body) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.url === "/health") return send(200, { ok: true });
  if (request.method !== "POST" || request.url !== "/chat") return send(404, { error: "no such page" });
  try {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    send(200, await answer(JSON.parse(text).message));
  } catch ({ message }) {
    send(500, { error: message });
  }
});

const port = Number(process.argv[2]);
server.listen(port, "127.0.0.1", () =>
  console.error(`The desk is open on port ${port}, in ${process.cwd()}`),
);
