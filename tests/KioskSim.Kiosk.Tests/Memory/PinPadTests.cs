using KioskSim.Card.Applet;
using KioskSim.Domain.Randomness;
using KioskSim.Kiosk.Memory;

namespace KioskSim.Kiosk.Tests.Memory;

public sealed class PinPadTests : IDisposable
{
    readonly SessionVault _vault = new(64, mustLock: false);

    [Fact]
    public void Every_pad_has_each_digit_once_and_pads_differ()
    {
        var entropy = new SeededEntropy(7, "pads");
        var pads = Enumerable.Range(0, 50).Select(_ => new PinPad(_vault, entropy).Layout.ToArray()).ToList();
        Assert.All(pads, pad => Assert.Equal(Enumerable.Range(0, 10), pad.Order().Select(d => (int)d)));
        Assert.Equal(50, pads.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Every_digit_comes_to_lie_on_every_place()
    {
        var entropy = new SeededEntropy(8, "pads");
        var seen = new HashSet<(int Place, byte Digit)>();
        for (var i = 0; i < 500; i++)
        {
            var layout = new PinPad(_vault, entropy).Layout;
            seen.UnionWith(Enumerable.Range(0, 10).Select(place => (place, layout[place])));
        }

        Assert.Equal(100, seen.Count);
    }

    [Fact]
    public void Places_become_the_digits_that_lie_there_and_only_in_the_vault_000_31()
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"));
        foreach (var digit in "0419")
            pad.Press(pad.Layout.ToList().IndexOf((byte)(digit - '0')));
        Assert.True(pad.IsComplete);
        Assert.Equal("0419"u8, pad.Pin);
        Assert.Equal("0419"u8, _vault.Bytes[..4]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void There_are_ten_places(int place)
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"));
        Assert.Throws<ArgumentOutOfRangeException>(() => pad.Press(place));
        Assert.Equal(0, pad.Entered);
    }

    [Fact]
    public void A_fifth_digit_is_refused()
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"));
        for (var i = 0; i < 4; i++)
            pad.Press(i);
        Assert.Throws<ArgumentOutOfRangeException>(() => pad.Press(4));
        Assert.Equal(4, pad.Entered);
        Assert.Equal(0, _vault.Bytes[4]);
    }

    [Fact]
    public void Clearing_wipes_what_was_typed_000_39()
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"));
        for (var i = 0; i < 3; i++)
            pad.Press(i);
        pad.Clear();
        Assert.Equal(0, pad.Entered);
        Assert.True(pad.Pin.IsEmpty);
        Assert.False(_vault.Bytes.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Where_letters_are_allowed_there_are_36_places_and_the_citizen_says_where_it_ends_000_31()
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"), PinRule.Signing, offset: 16);
        Assert.Equal(Enumerable.Range(0, 36), pad.Layout.Order().Select(key => (int)key));
        byte[] keys = [0, 10, 35, 9, 11, 34]; // 0AZ9BY
        foreach (var key in keys)
        {
            Assert.False(pad.MayEnd);
            pad.Press(pad.Layout.ToList().IndexOf(key));
        }

        Assert.True(pad is { MayEnd: true, IsComplete: false });
        Assert.Equal("0AZ9BY"u8, pad.Pin);
        Assert.Equal("0AZ9BY"u8, _vault.Bytes[16..22]);
        Assert.False(_vault.Bytes[..16].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_seventeenth_character_is_refused()
    {
        var pad = new PinPad(_vault, new SeededEntropy(9, "pad"), PinRule.Signing, offset: 16);
        for (var i = 0; i < 16; i++)
            pad.Press(i);
        Assert.True(pad.IsComplete);
        Assert.Throws<ArgumentOutOfRangeException>(() => pad.Press(16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PinPad(_vault, new SeededEntropy(9, "pad"), PinRule.Signing).Press(36));
        Assert.Equal(0, _vault.Bytes[32]);
    }

    public void Dispose() => _vault.Dispose();
}
