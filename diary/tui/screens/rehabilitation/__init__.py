"""The windows of the rehabilitation: today's exercises, function, treatments, and the background."""
