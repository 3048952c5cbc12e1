using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace KioskSim.Ipp.Tests;

public sealed class CodecTests
{
    static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261118, 3);

    static Gen<string> Texts { get; } =
        from units in Gen.Elements("a", "Z", "0", "-", " ", "é", "葛", "\U00020BB7").ArrayOf()
        select string.Concat(units);

    static Gen<string> Names { get; } =
        from text in Texts
        select $"n{text}";

    static Gen<IppAttribute> Attributes { get; } = Gen.OneOf(
        Attribute(Gen.Elements(IppTag.Integer, IppTag.Enum), Gen.Choose(int.MinValue, int.MaxValue).Select(n => (object)n)),
        Attribute(Gen.Constant(IppTag.Boolean), Gen.Elements<object>(true, false)),
        Attribute(
            Gen.Elements(IppTag.Keyword, IppTag.Uri, IppTag.Charset, IppTag.NaturalLanguage, IppTag.NameWithoutLanguage, IppTag.MimeMediaType),
            Texts.Select(t => (object)t)));

    static Gen<IppMessage> Messages { get; } =
        from code in Gen.Choose(0, ushort.MaxValue)
        from id in Gen.Choose(int.MinValue, int.MaxValue)
        from groups in (
            from tag in Gen.Elements(IppTag.OperationAttributes, IppTag.JobAttributes, IppTag.PrinterAttributes, IppTag.UnsupportedAttributes)
            from attributes in Attributes.ArrayOf()
            select new IppGroup(tag, attributes)).ArrayOf()
        select new IppMessage((ushort)code, id, groups);

    static Gen<IppAttribute> Attribute(Gen<IppTag> tags, Gen<object> values) =>
        from tag in tags
        from name in Names
        from list in values.NonEmptyListOf()
        select new IppAttribute(tag, name, [.. list]);

    [Fact]
    public void What_is_written_is_read_again_and_the_document_begins_where_the_message_ends() =>
        Prop.ForAll(Messages.ToArbitrary(), message =>
        {
            var bytes = message.ToBytes();
            var read = IppMessage.Parse([.. bytes, .. "%PDF"u8], out var length);
            Assert.Equal(bytes.Length, length);
            Assert.Equal(Shown(message), Shown(read));
            Assert.Equal(bytes, read.ToBytes());
        }).Check(Seeded);

    [Fact]
    public void A_message_cut_short_anywhere_is_a_format_error() =>
        Prop.ForAll(Messages.ToArbitrary(), message =>
        {
            var bytes = message.ToBytes();
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<FormatException>(() => IppMessage.Parse(bytes.AsSpan(0, length), out _));
        }).Check(Seeded.WithMaxTest(50));

    [Fact]
    public void No_spoiled_message_and_no_noise_is_anything_but_a_message_or_a_format_error()
    {
        var random = new Random(20261118);
        var samples = Messages.Sample(50, new Rnd(20261118, 3), 200).Select(m => m.ToBytes()).ToList();
        var refused = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = samples[random.Next(samples.Count)].ToArray();
            for (var spoils = random.Next(1, 4); spoils > 0; spoils--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            refused += Refuses(bytes);
            random.NextBytes(bytes);
            refused += Refuses(bytes);
        }

        Assert.InRange(refused, 10_000, 19_800); // some survive a bit in a text, most do not
    }

    [Theory]
    [InlineData("0200 0002 00000001 44 0001'a' 0001'b' 03")] // before any group
    [InlineData("0200 0002 00000001 01 44 0000 0001'b' 03")] // a further value of nothing
    [InlineData("0200 0002 00000001 01 44 0001'a' 0001'b' 02 44 0000 0001'c' 03")] // of another group's attribute
    [InlineData("0200 0002 00000001 01 21 0001'a' 0003 000001 03")] // a number of three bytes
    [InlineData("0200 0002 00000001 01 21 0001'a' 0000 03")]
    [InlineData("0200 0002 00000001 01 22 0001'a' 0002 0001 03")] // a boolean of two
    [InlineData("0200 0002 00000001 01 44 0400 03")] // a name of 1024 bytes
    [InlineData("0200 0002 00000001 01 44 ffff 03")]
    [InlineData("0200 0002 00000001 01")]
    public void What_the_grammar_does_not_know_is_a_format_error(string notation) =>
        Assert.Throws<FormatException>(() => IppMessage.Parse(Notation.Bytes(notation), out _));

    [Fact]
    public void The_longest_value_is_1023_bytes()
    {
        var longest = new IppMessage(0, 1, [new(IppTag.JobAttributes, [IppAttribute.Text(IppTag.Keyword, "a", new string('x', 1023))])]);
        Assert.Equal(1023, IppMessage.Parse(longest.ToBytes(), out _).Groups[0].Text("a")!.Length);
        var longer = new IppMessage(0, 1, [new(IppTag.JobAttributes, [IppAttribute.Text(IppTag.Keyword, "a", new string('x', 1024))])]);
        Assert.Throws<FormatException>(() => IppMessage.Parse(longer.ToBytes(), out _));
    }

    [Fact]
    public void An_attribute_of_a_million_values_is_read_in_one_go()
    {
        var bytes = new List<byte>(Notation.Bytes("0200 0002 00000001 01 44 0001'a' 0000"));
        for (var i = 1; i < 1_000_000; i++)
            bytes.AddRange([0x44, 0, 0, 0, 0]);
        bytes.Add(3);
        Assert.Equal(1_000_000, IppMessage.Parse([.. bytes], out _).Groups[0]["a"]!.Values.Count);
    }

    static int Refuses(byte[] bytes)
    {
        try
        {
            Assert.InRange(Length(bytes), 9, bytes.Length);
            return 0;
        }
        catch (FormatException)
        {
            return 1;
        }
    }

    static int Length(byte[] bytes)
    {
        IppMessage.Parse(bytes, out var length);
        return length;
    }

    static string Shown(IppMessage message)
    {
        var text = new StringBuilder($"{message.Code} {message.RequestId}");
        foreach (var group in message.Groups)
        {
            text.Append($"\n{group.Tag}");
            foreach (var attribute in group.Attributes)
                text.Append($"\n  {attribute.Tag} {attribute.Name} = {string.Join('|', attribute.Values)}");
        }

        return text.ToString();
    }
}
