using KioskSim.Domain.Values;

namespace KioskSim.Domain.Tests;

public sealed class CertificateSerialTests
{
    [Theory]
    [InlineData(1, "01")]
    [InlineData(127, "7F")]
    [InlineData(128, "0080")]
    [InlineData(0x6D18006, "06D18006")]
    [InlineData(long.MaxValue, "7FFFFFFFFFFFFFFF")]
    public void A_serial_number_is_the_shortest_integer_and_comes_back(long value, string der)
    {
        Assert.Equal(der, Convert.ToHexString(new CertificateSerial(value).ToDer()));
        Assert.True(CertificateSerial.TryFromDer(Convert.FromHexString(der), out var serial));
        Assert.Equal(value, serial.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("80")] // negative
    [InlineData("FF")]
    [InlineData("008000000000000000")] // more than 63 bits
    [InlineData("010000000000000000")]
    public void What_no_certificate_of_ours_can_have_is_no_serial_number(string der) =>
        Assert.False(CertificateSerial.TryFromDer(Convert.FromHexString(der), out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_serial_number_is_positive(long value) => Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateSerial(value));
}
