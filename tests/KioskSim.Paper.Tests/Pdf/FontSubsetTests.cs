using System.Buffers.Binary;
using System.Text;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Pdf;

namespace KioskSim.Paper.Tests.Pdf;

public sealed class FontSubsetTests
{
    static readonly Face Face = FontSet.Shared.Faces[0];

    [Fact]
    public void A_shape_with_two_texts_is_numbered_twice_and_a_repeated_one_once()
    {
        var subset = new FontSubset(Face);
        var composed = new Glyph(Face.Glyph('が'), 0, 'が', 0);
        var decomposed = composed with { Scalar = 'か', Modifier = 0x3099 };
        Assert.Equal([1, 2, 1, 2], new[] { composed, decomposed, composed with { X = 500 }, decomposed }.Select(g => (int)subset.Number(g)));
    }

    [Fact]
    public void The_file_is_whole_by_its_own_checksums()
    {
        var file = Subset("永が東京A").ToArray();
        Assert.Equal(0xB1B0AFBA, Sum(file));
        foreach (var (tag, table) in Tables(file))
        {
            var bytes = file[table].ToArray();
            if (tag.Name == "head")
                bytes.AsSpan(8, 4).Clear();
            Assert.Equal(tag.Sum, Sum(bytes));
        }
    }

    [Fact]
    public void Widths_and_shapes_are_those_of_the_font_without_hints()
    {
        const string text = "永が東京Ai ";
        var file = Subset(text).ToArray();
        var tables = Tables(file).ToDictionary(t => t.Tag.Name, t => file[t.Range]);
        Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], tables.Keys.Order());
        Assert.Equal(text.Length + 1, Word(tables["maxp"], 4));
        Assert.Equal(text.Length + 1, Word(tables["hhea"], 34));
        for (var number = 1; number <= text.Length; number++)
        {
            var glyph = Face.Glyph(text[number - 1]);
            var (advance, bearing) = Face.Metrics(glyph);
            Assert.Equal((advance, bearing), (Word(tables["hmtx"], 4 * number), (short)Word(tables["hmtx"], 4 * number + 2)));

            var start = BinaryPrimitives.ReadInt32BigEndian(tables["loca"].AsSpan(4 * number));
            var end = BinaryPrimitives.ReadInt32BigEndian(tables["loca"].AsSpan(4 * number + 4));
            var source = Face.GlyphData(glyph);
            Assert.Equal(source.IsEmpty, start == end);
            if (source.IsEmpty)
                continue;
            var hints = 10 + 2 * BinaryPrimitives.ReadInt16BigEndian(source);
            var written = tables["glyf"].AsSpan(start, end - start);
            Assert.True(written.StartsWith(source[..hints]));
            Assert.Equal(0, BinaryPrimitives.ReadUInt16BigEndian(written[hints..]));
            Assert.True(written[(hints + 2)..].StartsWith(source[(hints + 2 + BinaryPrimitives.ReadUInt16BigEndian(source[hints..]))..]));
        }
    }

    static byte[] Subset(string text)
    {
        var subset = new FontSubset(Face);
        foreach (var c in text)
            subset.Number(new Glyph(Face.Glyph(c), 0, c, 0));
        using var file = new PdfBuffer(16);
        file.Put("some bytes of the file before"u8);
        var start = file.Length;
        subset.WriteFile(file);
        return file.Written[start..].ToArray();
    }

    static IEnumerable<((string Name, uint Sum) Tag, Range Range)> Tables(byte[] file)
    {
        for (var i = 0; i < Word(file, 4); i++)
        {
            var entry = file.AsSpan(12 + 16 * i, 16);
            var offset = BinaryPrimitives.ReadInt32BigEndian(entry[8..]);
            var length = (BinaryPrimitives.ReadInt32BigEndian(entry[12..]) + 3) / 4 * 4;
            yield return ((Encoding.ASCII.GetString(entry[..4]), BinaryPrimitives.ReadUInt32BigEndian(entry[4..])), offset..(offset + length));
        }
    }

    static int Word(byte[] table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(at));

    static uint Sum(byte[] table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(table.AsSpan(at));
        return sum;
    }
}
