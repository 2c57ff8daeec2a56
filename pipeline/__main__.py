"""`python -m pipeline …`. Worker processes import this module too: nothing happens, and no command is loaded, unless it
is run."""

if __name__ == "__main__":
    from pipeline.interrupt import heed, ignore, stop

    heed()
    try:
        from pipeline.commands.main import main

        main()
    except KeyboardInterrupt:  # which may come while the commands are still being loaded
        stop()
    finally:
        ignore()
