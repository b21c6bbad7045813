"""The instructions screen: views, acts and papers."""
