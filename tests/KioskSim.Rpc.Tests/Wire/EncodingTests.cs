using System.Text;
using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Tests.Wire;

public sealed class EncodingTests
{
    const int Seed = 20250402;

    [Theory]
    [InlineData("0n", 0)]
    [InlineData("100n", 1)]
    [InlineData("99999999n", 999_999)]
    [InlineData("7u", 70)]
    [InlineData("7m", 70_000)]
    [InlineData("7S", 70_000_000)]
    [InlineData("7M", 4_200_000_000)]
    [InlineData("7H", 252_000_000_000)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    public void A_timeout_is_digits_and_a_unit(string text, long ticks)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("123456789S")]
    [InlineData("-5S")]
    [InlineData("+5S")]
    [InlineData("5 S")]
    [InlineData("5s")]
    [InlineData("5.5S")]
    [InlineData("５S")]
    public void Anything_else_is_no_timeout(string text) => Assert.False(GrpcTimeout.TryParse(text, out _));

    [Fact]
    public void A_timeout_is_never_sent_shorter_than_it_is_nor_longer_than_by_one_unit()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var timeout = new TimeSpan(random.NextInt64(1L << random.Next(1, 62)));
            var text = GrpcTimeout.Format(timeout);
            Assert.True(GrpcTimeout.TryParse(text, out var sent));
            Assert.True(GrpcTimeout.TryParse($"1{text[^1]}", out var unit));
            Assert.InRange(sent, timeout, timeout + unit);
        }
    }

    [Fact]
    public void Any_text_survives_as_a_status_message_of_printable_ascii()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => RandomRune(random)));
            var encoded = StatusMessage.Encode(text);
            Assert.DoesNotContain(encoded, static c => c is < ' ' or > '~');
            Assert.Equal(text, StatusMessage.Decode(encoded));
        }
        Assert.Equal("%EF%BF%BD", StatusMessage.Encode("\uD800"));
        Assert.Equal("plain", StatusMessage.Encode("plain"));
    }

    [Fact]
    public void Any_bytes_survive_as_metadata_padded_or_not_alone_or_joined()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2_000; i++)
        {
            var values = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomBytes(random)).ToArray();
            var unpadded = string.Join(',', values.Select(static value => MetadataText.Encode(new Metadata.Entry("a-bin", value))));
            var padded = string.Join(", ", values.Select(Convert.ToBase64String));
            Assert.DoesNotContain('=', unpadded);
            foreach (var text in new[] { unpadded, padded })
            {
                var metadata = new Metadata();
                Assert.True(MetadataText.TryAdd(metadata, "A-Bin", text));
                Assert.Equal(values, metadata.Select(static entry => entry.ValueBytes));
            }
        }
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("A")]
    [InlineData("AQID!")]
    [InlineData("AQ-_")]
    [InlineData("名前")]
    public void What_is_not_base64_is_no_binary_value(string text)
    {
        var metadata = new Metadata();
        Assert.False(MetadataText.TryAdd(metadata, "a-bin", $"AQ,{text},Ag"));
        Assert.Equal([[1], [2]], metadata.Select(static entry => entry.ValueBytes));
    }

    [Theory]
    [InlineData("x-custom", true)]
    [InlineData("grpc-trace-bin", true)]
    [InlineData("user-agent", true)]
    [InlineData("grpc-status", false)]
    [InlineData("Grpc-Message", false)]
    [InlineData("grpc-timeout", false)]
    [InlineData("te", false)]
    [InlineData("Content-Type", false)]
    [InlineData("host", false)]
    [InlineData(":path", false)]
    [InlineData("x!y", false)]
    public void What_the_protocol_uses_is_no_metadata(string name, bool expected) => Assert.Equal(expected, MetadataText.IsCustom(name));

    static string RandomRune(Random random)
    {
        while (true)
        {
            if (Rune.TryCreate(random.Next(random.Next(2) == 0 ? 0x80 : 0x11_0000), out var rune))
                return rune.ToString();
        }
    }

    static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
