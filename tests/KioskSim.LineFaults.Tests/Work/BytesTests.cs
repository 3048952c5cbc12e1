namespace KioskSim.LineFaults.Tests.Work;

/// <summary>What becomes of the bytes on a line.</summary>
public sealed class BytesTests
{
    const int Size = 6400;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lgwan>city:latency=200ms@1", 200)]
    [InlineData("lgwan:latency=200ms@1", 200)]
    [InlineData("lgwan>city:bandwidth=64kB/s@1", 100)]
    public async Task What_is_late_arrives_whole_when_its_time_has_come(string fault, int milliseconds)
    {
        var (run, wire) = (new Run(fault), new MemoryStream());
        await using var line = run.ToCity.Bytes(wire);

        var write = line.WriteAsync(new byte[Size], Stop).AsTask();
        run.Time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.Equal((false, 0L), (write.IsCompleted, wire.Length));
        run.Time.Advance(TimeSpan.FromMilliseconds(1));
        await write;

        Assert.Equal((Size, 1), (wire.Length, run.Struck));
    }

    [Fact]
    public async Task The_other_way_is_another()
    {
        var run = new Run("lgwan>centre:reset@1");
        var wire = new MemoryStream();
        await using var line = run.ToCity.Bytes(wire);

        await line.WriteAsync(new byte[Size], Stop);
        Assert.Equal((Size, 0), (wire.Length, run.Struck));

        wire.Position = 0;
        await Assert.ThrowsAsync<IOException>(async () => await line.ReadExactlyAsync(new byte[Size], Stop));
        Assert.Equal((1, false), (run.Struck, wire.CanRead));
    }

    [Fact]
    public async Task A_reset_lets_nothing_through_and_nothing_after_it()
    {
        var (run, wire) = (new Run("lgwan>city:reset@1"), new MemoryStream());
        await using var line = run.ToCity.Bytes(wire);

        await Assert.ThrowsAsync<IOException>(async () => await line.WriteAsync(new byte[Size], Stop));
        run.Lines.IsTime = false;
        await Assert.ThrowsAsync<IOException>(async () => await line.WriteAsync(new byte[Size], Stop));

        Assert.Empty(wire.ToArray());
    }

    [Fact]
    public async Task Of_a_partial_frame_a_piece_arrives_either_way_before_the_connection_breaks()
    {
        var (there, sent) = (new Run("lgwan>city:partial-frame@1"), new MemoryStream());
        await using var line = there.ToCity.Bytes(sent);
        await Assert.ThrowsAsync<IOException>(async () => await line.WriteAsync(new byte[Size], Stop));
        Assert.InRange(sent.ToArray().Length, 1, Size - 1);

        var (back, answer) = (new Run("lgwan>centre:partial-frame@1"), new MemoryStream(new byte[Size]));
        await using var other = back.ToCity.Bytes(answer);
        Assert.InRange(await other.ReadAsync(new byte[Size], Stop), 1, Size - 1);
        await Assert.ThrowsAnyAsync<Exception>(async () => await other.ReadExactlyAsync(new byte[Size], Stop));
    }

    [Fact]
    public async Task Before_it_is_time_and_on_another_line_nothing_happens()
    {
        var (early, elsewhere) = (new Run("lgwan:reset@1"), new Run("store-line:reset@1"));
        early.Lines.IsTime = false;
        foreach (var run in (Run[])[early, elsewhere])
        {
            var wire = new MemoryStream();
            await using var line = run.ToCity.Bytes(wire);
            await line.WriteAsync(new byte[Size], Stop);
            Assert.Equal((Size, 0), (wire.Length, run.Struck));
        }
    }
}
