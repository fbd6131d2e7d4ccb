"""What must hold: schema, rules, reports."""
