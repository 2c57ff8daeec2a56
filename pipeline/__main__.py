"""`python -m pipeline …`; worker processes import this module too, so nothing happens unless it is run."""

from pipeline.commands import main

if __name__ == "__main__":
    main()
