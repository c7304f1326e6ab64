"""`python -m diary`."""

from diary.cli.main import run

if __name__ == "__main__":
    run()
