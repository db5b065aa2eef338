const orders = {
  "A-1042": "shipped, arrives on Friday",
  "A-1043": "delivered on Monday",
  "B-2001": "waits for the payment",
  "B-2002": "packed, leaves tomorrow",
};

/** What the model is told. */
export const tools = [
  tool("order_status", "Where an order is, and when it arrives.", { orderId: "string" }),
  tool("refund_order", "Pays back a part or all of an order.", { order_id: "string", amount: "number" }),
  tool("escalate", "Hands the customer over to a human.", { reason: "string" }),
];

/** What is done. */
const work = {
  order_status: ({ order_id }) => `Order ${order_id}: ${statusOf(order_id)}.`,
  refund_order: ({ order_id, amount }) =>
    `€${amount} of order ${order_id} go back to the card that paid, within 5 days.`,
  escalate: () => "A colleague will write to you today.",
};

export function runTool(name, given) {
  if (!Object.hasOwn(work, name)) throw new Error(`there is no tool ${name}`);
  return work[name](given);
}

function statusOf(id) {
  if (!Object.hasOwn(orders, id)) throw new Error(`order ${id} was not found`);
  return orders[id];
}

function tool(name, description, types) {
  const properties = Object.fromEntries(Object.entries(types).map(([key, type]) => [key, { type }]));
  const parameters = { type: "object", properties, required: Object.keys(types) };
  return { type: "function", function: { name, description, parameters } };
}
