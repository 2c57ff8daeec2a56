"""`python -m pipeline …`. Worker processes import this module too: nothing happens, and no command is loaded, unless it
is run."""

if __name__ == "__main__":
    from pipeline.commands import main

    main()
