"""`python -m pipeline …`. Worker processes import this module too: nothing happens, and no command is loaded, unless it
is run.

While modules are loaded no garbage is collected: there is none, and looking for it takes a tenth of the time. One
thread is all that arithmetic gets, which must be said before NumPy is loaded: nothing here multiplies matrices.
"""

import gc
import os

gc.disable()
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

if __name__ == "__main__":
    import sys

    from pipeline.interrupt import heed, ignore, leave, stop

    heed()
    try:
        from schemas import DataError

        try:
            from pipeline.commands.main import main

            main()
        except DataError as error:  # in what the commands say of themselves
            from schemas.slips import damaged

            sys.exit(damaged(error))
    except KeyboardInterrupt:  # which may come while the commands are still being loaded
        stop()
    except ModuleNotFoundError as error:  # run by a Python that is not the environment's
        from pipeline.start.environment import outside

        sys.exit(outside(error))
    except SystemExit as end:
        leave(end)
    finally:
        ignore()
