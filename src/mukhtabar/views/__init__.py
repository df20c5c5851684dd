"""What a request meets: choose an action, call it, render a template. A view is found from its page and back."""
