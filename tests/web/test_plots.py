from qawl.web.plots import FEWEST_BARS, MOST_BARS, WIDTH, by_month, lanes, ranges


def test_bars_stand_in_the_order_of_time():
    plot = by_month([("2026-01", 2), ("2026-05", 4)], right_to_left=False)
    (lane,) = plot.lanes
    first, last = lane.bars
    assert (first.period, first.count, last.period, last.count) == ("2026-01", 2, "2026-05", 4)
    assert first.x < last.x and last.height == 2 * first.height
    assert all(b.y + b.height == lane.base and 0 <= b.x <= b.x + b.width <= WIDTH for b in lane.bars)
    only = by_month([("2026-05", 1)], right_to_left=False)
    assert len(only.lanes[0].bars) == 1 and only.ticks[-1].period == "2026-05"


def test_time_runs_with_the_script():
    left, right = (by_month([("2026-01", 1), ("2026-05", 1)], right_to_left=way).lanes[0].bars for way in (False, True))
    assert [round(WIDTH - b.x - b.width, 1) for b in right] == [b.x for b in left]


def test_long_times_are_years():
    plot = by_month([("1998-03", 1), ("2009-12", 2), ("2009-01", 3)], right_to_left=False)
    assert [(b.period, b.count) for b in plot.lanes[0].bars] == [("1998", 1), ("2009", 5)]
    assert plot.yearly and not by_month([("2009-01", 3)], right_to_left=False).yearly
    assert len(plot.ticks) <= FEWEST_BARS < MOST_BARS


def test_lanes_have_one_scale_and_time():
    plot = lanes([[("2026-01", 10)], [], [("2026-02", 5)]], right_to_left=False)
    one, none, other = plot.lanes
    assert (one.most, none.bars, other.most) == (10, (), 5)
    assert one.bars[0].height == 2 * other.bars[0].height and one.bars[0].x < other.bars[0].x
    assert one.base < none.base < other.base <= plot.height


def test_nothing_is_no_plot():
    assert by_month([], right_to_left=True) is None
    assert lanes([[("soon", 1)]], right_to_left=False) is None


def test_ranges():
    whole, part, none = ranges([("2020-01-01", "2022-01-01"), ("2021-01-01", None), (None, None)], right_to_left=False)
    assert (whole.x, whole.width) == (0, WIDTH)
    assert 0 < part.x < WIDTH and part.width > 0 and none is None
    assert ranges([("2020-01-01", "2022-01-01"), ("2021-12-31", "2022-01-01")], right_to_left=True)[1].x == 0
