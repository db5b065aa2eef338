"""What the agent can do. AutoGen makes a tool of a function: its name, its signature, and its docstring as description."""

ORDERS = {
    "A-1042": "shipped, arrives on Friday",
    "A-1043": "delivered on Monday",
    "B-2001": "waits for the payment",
    "B-2002": "packed, leaves tomorrow",
}


async def order_status(order_id: str) -> str:
    """Where an order is, and when it arrives."""
    if order_id not in ORDERS:
        raise LookupError(f"order {order_id} was not found")
    return f"Order {order_id}: {ORDERS[order_id]}."


async def refund_order(order_id: str, amount: float) -> str:
    """Pays back a part or all of an order."""
    return f"€{amount:g} of order {order_id} go back to the card that paid, within 5 days."


async def escalate(reason: str) -> str:
    """Hands the customer over to a human."""
    return "A colleague will write to you today."


tools = [order_status, refund_order, escalate]
