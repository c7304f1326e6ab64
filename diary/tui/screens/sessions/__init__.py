"""Sessions: therapy and exercise, logged from the home programme, and how the pain answered."""
