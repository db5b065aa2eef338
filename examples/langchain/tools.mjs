import { tool } from "langchain";
import { z } from "zod";
import { orders } from "./orders.mjs";

const orderStatus = tool(
  ({ order_id }) => {
    const order = orders[order_id];
    return order ? `Order ${order_id}: ${order.status}.` : `Order ${order_id} was not found.`;
  },
  {
    name: "order_status",
    description: "Where an order is, and when it arrives.",
    schema: z.object({ order_id: z.string() }),
  },
);

const refundOrder = tool(
  ({ order_id, amount }) => `€${amount} of order ${order_id} go back to the card that paid, within 5 days.`,
  {
    name: "refund_order",
    description: "Pays back a part or all of an order.",
    schema: z.object({ order_id: z.string(), amount: z.number() }),
  },
);

const escalate = tool(() => "A colleague will write to you today.", {
  name: "escalate",
  description: "Hands the customer over to a human.",
  schema: z.object({ reason: z.string() }),
});

export const orderTools = [orderStatus, refundOrder];

export const serviceTools = [escalate];
