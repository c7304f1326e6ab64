"""Lines as people type them after `diary log`: what becomes of them, and random lines that must not break anything."""
