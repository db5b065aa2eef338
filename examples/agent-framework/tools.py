"""What the agent can do. The framework makes a tool of a function, and holds the model's arguments against its signature."""

ORDERS = {
    "A-1042": "shipped, arrives on Friday",
    "A-1043": "delivered on Monday",
    "B-2001": "waits for the payment",
    "B-2002": "packed, leaves tomorrow",
}

SENTENCES = {"en": "Order {}: {}.", "nl": "Bestelling {}: {}."}


def order_status(order_id: str, language: str | None = "en") -> str:
    """Where an order is, and when it arrives."""
    return SENTENCES[language].format(order_id, ORDERS[order_id])


def refund_order(order_id: str, amount: float) -> str:
    """Pays back a part or all of an order."""
    return f"€{amount:g} of order {order_id} go back to the card that paid, within 5 days."


def escalate(reason: str) -> str:
    """Hands the customer over to a human."""
    return "A colleague will write to you today."


tools = [order_status, refund_order, escalate]
