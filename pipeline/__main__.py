"""`python -m pipeline …`. Worker processes import this module too: nothing happens, and no command is loaded, unless it
is run."""

if __name__ == "__main__":
    import sys

    from pipeline.interrupt import heed, ignore, stop

    heed()
    try:
        from pipeline.commands.main import main
        from schemas import DataError

        main()
    except KeyboardInterrupt:  # which may come while the commands are still being loaded
        stop()
    except ModuleNotFoundError as error:  # run by a Python that is not the environment's
        from pipeline.start.environment import outside

        sys.exit(outside(error))
    except DataError as error:  # in what the commands say of themselves
        from schemas.slips import damaged

        sys.exit(damaged(error))
    finally:
        ignore()
