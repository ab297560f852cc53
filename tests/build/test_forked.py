"""What workers are given and give back arrives whole, in trays or beside them, and no tray is lost."""

import os
import signal
import time
from concurrent.futures import BrokenExecutor, wait
from concurrent.futures.process import BrokenProcessPool

import pytest

from builder.build.forked import Forked
from builder.build.trays import SIZE, InTray, Trays


def doubled(data: bytes) -> bytes:
    """Return some bytes twice."""
    return data * 2


def counted(data: bytes) -> int:
    """Return how many bytes there are."""
    return len(data)


def told(what: object) -> str:
    """Return what something looks like."""
    return repr(what)


def refused(data: bytes) -> bytes:
    """Find nothing."""
    raise LookupError(len(data))


def slow(data: bytes) -> bytes:
    """Take long enough for others to wait behind it."""
    time.sleep(0.5)
    return data


def killed(_data: bytes) -> bytes:
    """End this worker as a machine short of memory does."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


@pytest.mark.parametrize("size", [0, 1, SIZE // 2, SIZE // 2 + 1, SIZE, SIZE + 1, 3 * SIZE])
def test_bytes_of_any_size_go_and_come_back(size: int) -> None:
    data = os.urandom(size)
    with Forked(1, 2, bool) as executor:
        assert executor.submit(doubled, data).result() == data * 2
        assert executor.submit(counted, data).result() == size


def test_what_is_no_bytes_goes_beside_the_trays() -> None:
    with Forked(1, 2, bool) as executor:
        for value in ((3, 4), "text", None, 7, [b"bytes"]):
            assert executor.submit(told, value).result() == repr(value)


def test_more_at_once_than_there_are_trays_and_each_keeps_its_own() -> None:
    shards = [bytes([number]) * 1000 * (number + 1) for number in range(60)]
    with Forked(3, 4, bool) as executor:
        under_way = [executor.submit(doubled, shard) for shard in shards]
        wait(under_way)
        assert [one.result() for one in under_way] == [shard * 2 for shard in shards]
        assert sorted(executor._trays._free) == [0, 1, 2, 3]


def test_an_exception_of_the_work_arrives_and_its_tray_comes_back() -> None:
    with Forked(1, 1, bool) as executor:
        for _ in range(3):
            with pytest.raises(LookupError, match="5"):
                executor.submit(refused, b"12345").result()
        assert list(executor._trays._free) == [0]
        assert executor.submit(doubled, b"a").result() == b"aa"


def test_a_result_that_finds_no_memory_is_told_to_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    with Forked(1, 1, bool) as executor:
        assert executor.submit(doubled, b"a").result() == b"aa"  # the worker is there, with trays as they were
        monkeypatch.setattr(Trays, "pick", _nothing_left)
        with pytest.raises(MemoryError):
            executor.submit(doubled, b"a").result(timeout=30)
        assert list(executor._trays._free) == [0]


def _nothing_left(_trays: Trays, _value: object) -> object:
    raise MemoryError


def test_the_death_of_a_worker_is_told_to_all_that_wait() -> None:
    with Forked(1, 4, bool) as executor:
        under_way = [executor.submit(killed, b"x"), executor.submit(doubled, b"y")]
        for one in under_way:
            with pytest.raises(BrokenProcessPool):
                one.result(timeout=30)
        with pytest.raises(BrokenExecutor):
            executor.submit(doubled, b"z")


def test_work_that_is_called_off_is_called_off_for_who_waits() -> None:
    executor = Forked(1, 8, bool)
    under_way = [executor.submit(slow, bytes([number])) for number in range(8)]
    executor.shutdown(wait=True, cancel_futures=True)
    assert all(one.done() for one in under_way)
    assert under_way[-1].cancelled()


def test_trays_are_taken_and_given_back() -> None:
    trays = Trays(2, 8)
    first, second = trays.take(), trays.take()
    assert first is not None
    assert {first, second} == {0, 1}
    assert trays.take() is None
    trays.give_back(first)
    assert trays.take() == first
    assert trays.lay(first, b"12345678") == InTray(first, 8)
    assert trays.lay(first, b"123456789") == b"123456789"
    assert trays.pick(InTray(first, 3)) == b"123"
    assert trays.pick("text") == "text"
