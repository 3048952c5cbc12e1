using System.IO.Compression;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Pdf;

namespace KioskSim.Paper.Tests.Pdf;

public sealed class FlateTests
{
    [Fact]
    public void Another_program_gets_back_what_was_compressed()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var data = new byte[random.Next(0, round < 20 ? 100_000 : 600)];
            var (letters, run) = (1 << random.Next(0, 9), random.Next(1, 400));
            for (var i = 0; i < data.Length; i++)
                data[i] = random.Next(run) == 0 || i == 0 ? (byte)random.Next(letters) : data[Math.Max(0, i - 1 - random.Next(3) * 40)];
            Assert.Equal(data, Read(Flate.Compress(data)));
        }
    }

    [Fact]
    public void A_tile_of_ground_takes_a_tenth_of_its_room()
    {
        var tile = DeterrentGround.Of(FontSet.Shared, GroundWord.Duplicate).Tile;
        var rows = new byte[tile.RowBytes * tile.Height];
        for (var y = 0; y < tile.Height; y++)
            tile.CopyRow(y, rows.AsSpan(y * tile.RowBytes));
        var small = Flate.Compress(rows, 8 * tile.RowBytes, 24 * tile.RowBytes);
        Assert.InRange(small.Length, 1, rows.Length / 10);
        Assert.Equal(rows, Read(small));
    }

    static byte[] Read(byte[] compressed)
    {
        using var read = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var data = new MemoryStream();
        read.CopyTo(data);
        return data.ToArray();
    }
}
