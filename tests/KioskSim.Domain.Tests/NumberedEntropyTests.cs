using KioskSim.Domain.Randomness;

namespace KioskSim.Domain.Tests;

public sealed class NumberedEntropyTests
{
    [Fact]
    public void What_a_request_got_can_be_drawn_again_by_its_number_alone()
    {
        var entropy = new NumberedEntropy(7, "kiosk");
        byte[][] got = [entropy.Bytes(32), entropy.Bytes(72), entropy.Bytes(5)];
        foreach (var request in (int[])[2, 0, 1])
        {
            var again = new byte[got[request].Length];
            NumberedEntropy.Draw(7, "kiosk", request, again);
            Assert.Equal(got[request], again);
        }
    }

    [Fact]
    public void Another_seed_label_or_number_gives_other_bytes()
    {
        var all = new HashSet<string>();
        foreach (var (seed, label, request) in ((ulong, string, int)[])[(1, "a", 0), (2, "a", 0), (1, "b", 0), (1, "a", 1)])
        {
            var bytes = new byte[64];
            NumberedEntropy.Draw(seed, label, request, bytes);
            Assert.True(all.Add(Convert.ToHexString(bytes[..32])) && all.Add(Convert.ToHexString(bytes[32..])));
        }
    }
}
