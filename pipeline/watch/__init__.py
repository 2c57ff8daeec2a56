"""Standing by: the main job on whatever arrives, as soon as it is whole (docs/decisions/watch.md)."""
