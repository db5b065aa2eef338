/** The shop's orders, in the place of its order system. */
export const orders = {
  "A-1042": { customer: "C-77", status: "shipped, arrives on Friday" },
  "A-1043": { customer: "C-78", status: "delivered on Monday" },
  "B-2001": { customer: "C-79", status: "waits for the payment" },
  "B-2002": { customer: "C-80", status: "packed, leaves tomorrow" },
};
