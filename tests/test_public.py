import qawl
from qawl import errors

SURFACE = {"Document", "Pipeline", "QawlError", "Record", "Span", "Statement", "__version__", "extract", "load"}


def test_the_public_surface_is_this_and_documented():
    assert set(qawl.__all__) == SURFACE
    assert all(getattr(qawl, name).__doc__ for name in SURFACE if name != "__version__")


def test_every_error_has_a_code_of_its_own():
    kinds = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.QawlError)]
    assert len({e.code for e in kinds}) == len(kinds)
