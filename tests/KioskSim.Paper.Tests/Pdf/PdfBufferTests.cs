using System.Text;
using KioskSim.Paper.Pdf;

namespace KioskSim.Paper.Tests.Pdf;

public sealed class PdfBufferTests
{
    [Theory]
    [InlineData(0f, "0")]
    [InlineData(595.2f, "595.2")]
    [InlineData(841.92f, "841.92")]
    [InlineData(1.05f, "1.05")]
    [InlineData(0.004f, "0")]
    [InlineData(0.006f, "0.01")]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(-12.34f, "-12.34")]
    [InlineData(99.999f, "100")]
    public void A_length_is_written_to_the_hundredth_and_no_longer_than_it_needs(float number, string expected)
    {
        using var buffer = new PdfBuffer(1);
        Assert.Equal(expected, Encoding.ASCII.GetString(buffer.Put(number).Written));
    }

    [Fact]
    public void It_grows_by_as_much_as_is_put_and_keeps_what_was_there()
    {
        using var buffer = new PdfBuffer(1);
        buffer.Put("first"u8).Put(new byte[1_000_000]).Put("last"u8);
        Assert.Equal(1_000_009, buffer.Length);
        Assert.True(buffer.Written.StartsWith("first"u8) && buffer.Written.EndsWith("last"u8));
    }

    [Fact]
    public void Notations_are_those_of_pdf()
    {
        using var buffer = new PdfBuffer(1);
        buffer.PutHex(0x0A5F).Put(" "u8).PutHex([0x01, 0xFE]).Put(" "u8).Put(-12).Put(" "u8).PutRef(7).Put("x").PutU16(0x4142).PutU32(0x43444546);
        Assert.Equal("0A5F 01fe -12 7 0 RxABCDEF", Encoding.ASCII.GetString(buffer.Written));
    }
}
