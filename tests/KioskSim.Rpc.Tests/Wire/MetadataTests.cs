using Grpc.Core;

namespace KioskSim.Rpc.Tests.Wire;

public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_and_found_in_any_case()
    {
        var metadata = new Metadata { { "X-Key", "1" }, { "x-key", "2" }, { "X-Bytes-BIN", [1] } };
        Assert.Equal(["x-key", "x-key", "x-bytes-bin"], metadata.Select(static entry => entry.Key));
        Assert.Equal("2", metadata.GetValue("X-KEY"));
        Assert.Equal(["1", "2"], metadata.GetAll("x-Key").Select(static entry => entry.Value));
        Assert.Equal([1], metadata.GetValueBytes("x-bytes-bin"));
        Assert.Null(metadata.Get("nothing"));
        Assert.Throws<InvalidOperationException>(() => metadata.GetValue("x-bytes-bin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData(":path")]
    [InlineData("a\r\n")]
    [InlineData("名前")]
    public void A_key_that_is_no_header_name_is_refused(string key) =>
        Assert.ThrowsAny<ArgumentException>(() => new Metadata.Entry(key, ""));

    [Fact]
    public void The_suffix_of_a_key_and_the_kind_of_its_value_agree()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
    }

    [Fact]
    public void Bytes_are_copied_in_and_out()
    {
        byte[] bytes = [1, 2];
        var entry = new Metadata.Entry("a-bin", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;
        Assert.Equal([1, 2], entry.ValueBytes);
        Assert.DoesNotContain("1", entry.ToString());
    }

    [Fact]
    public void The_empty_instance_stays_empty()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "1"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Clear());
    }
}
