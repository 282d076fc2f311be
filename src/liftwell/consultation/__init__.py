"""What happens when a person sits down with liftwell, at a terminal or before a page: they tell, and are told."""
