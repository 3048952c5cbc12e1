using System.Buffers.Binary;
using System.Runtime.InteropServices;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// The glyphs of one face that a file uses, numbered from 1 as they come. A number stands for a glyph with its text: when the same
/// shape stands for two texts (が as one code point and as か with a mark), it is numbered and kept twice, so that each reads back as it
/// was written.
/// </summary>
internal sealed class FontSubset(Face face)
{
    const int HeadSize = 54;
    const int HheaSize = 36;
    const int MaxpSize = 32;
    const int InstructionFlag = 0x0100;

    readonly Dictionary<ulong, ushort> _numbers = new(128);
    readonly List<Glyph> _glyphs = [default];

    public Face Face => face;

    /// <summary>By number; number 0 is the font's mark for a missing glyph, which a font must have and no page uses.</summary>
    public IReadOnlyList<Glyph> Glyphs => _glyphs;

    public ushort Number(in Glyph glyph)
    {
        var key = (ulong)glyph.Id << 42 | (ulong)(uint)glyph.Scalar << 21 | (uint)glyph.Modifier;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out var known);
        if (!known)
        {
            number = checked((ushort)_glyphs.Count);
            _glyphs.Add(glyph);
        }

        return number;
    }

    /// <summary>Writes a TrueType file of these glyphs, without hints.</summary>
    public void WriteFile(PdfBuffer file)
    {
        ReadOnlySpan<uint> tags = [0x676C7966, 0x68656164, 0x68686561, 0x686D7478, 0x6C6F6361, 0x6D617870]; // glyf head hhea hmtx loca maxp
        var start = file.Length;
        file.PutU32(0x00010000).PutU16(tags.Length).PutU16(64).PutU16(2).PutU16(16 * tags.Length - 64);
        var directory = file.Length;
        file.Take(16 * tags.Length).Clear();

        var glyphs = new List<ushort>(_glyphs.Count);
        foreach (var glyph in _glyphs)
            glyphs.Add(glyph.Id);
        var offsets = new List<uint>(glyphs.Count + 1);
        for (var t = 0; t < tags.Length; t++)
        {
            var at = file.Length;
            switch (t)
            {
                case 0: WriteGlyphs(file, glyphs, offsets); break;
                case 1: WriteHead(file); break;
                case 2: file.Put(face.Table("hhea").Span.Part(0, HheaSize - 2)).PutU16(glyphs.Count); break;
                case 3: WriteMetrics(file, glyphs); break;
                case 4: WriteOffsets(file, offsets); break;
                case 5: WriteMaxima(file, glyphs.Count); break;
            }

            var length = file.Length - at;
            Pad(file, at);
            var entry = file.Written.Slice(directory + 16 * t, 16);
            BinaryPrimitives.WriteUInt32BigEndian(entry, tags[t]);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.Written[at..]));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)(at - start));
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)length);
        }

        var head = BinaryPrimitives.ReadInt32BigEndian(file.Written[(directory + 16 + 8)..]);
        BinaryPrimitives.WriteUInt32BigEndian(file.Written[(start + head + 8)..], 0xB1B0AFBA - Sum(file.Written[start..]));
    }

    /// <summary>Parts of composite glyphs are numbered after all glyphs of the text, as they are met.</summary>
    void WriteGlyphs(PdfBuffer file, List<ushort> glyphs, List<uint> offsets)
    {
        var start = file.Length;
        for (var i = 0; i < glyphs.Count; i++)
        {
            offsets.Add((uint)(file.Length - start));
            var data = face.GlyphData(glyphs[i]);
            if (data.IsEmpty)
                continue;
            if (data.S16(0) >= 0)
                WriteSimple(file, data);
            else
                WriteComposite(file, data, glyphs);
            Pad(file, start);
        }

        offsets.Add((uint)(file.Length - start));
    }

    static void WriteSimple(PdfBuffer file, ReadOnlySpan<byte> data)
    {
        var hints = 10 + 2 * data.S16(0);
        file.Put(data.Part(0, hints)).PutU16(0).Put(data.From(hints + 2 + data.U16(hints)));
    }

    static void WriteComposite(PdfBuffer file, ReadOnlySpan<byte> data, List<ushort> glyphs)
    {
        var parts = GlyphOutline.Parts(data);
        var at = file.Length;
        file.Put(data.Part(0, parts[^1].End));
        var copy = file.Written[at..];
        foreach (var part in parts)
        {
            var number = glyphs.IndexOf(part.Glyph);
            if (number < 0)
            {
                number = glyphs.Count;
                glyphs.Add(part.Glyph);
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy[(part.Start + 2)..], checked((ushort)number));
            BinaryPrimitives.WriteUInt16BigEndian(copy[part.Start..], (ushort)(data.U16(part.Start) & ~InstructionFlag));
        }
    }

    void WriteHead(PdfBuffer file)
    {
        var head = file.Take(HeadSize);
        face.Table("head").Span.Part(0, HeadSize).CopyTo(head);
        head.Slice(8, 4).Clear(); // the checksum of all, known at the end
        BinaryPrimitives.WriteInt16BigEndian(head[50..], 1); // long offsets
    }

    void WriteMetrics(PdfBuffer file, List<ushort> glyphs)
    {
        foreach (var glyph in glyphs)
        {
            var (advance, bearing) = face.Metrics(glyph);
            file.PutU16(advance).PutU16(bearing);
        }
    }

    static void WriteOffsets(PdfBuffer file, List<uint> offsets)
    {
        foreach (var offset in offsets)
            file.PutU32(offset);
    }

    void WriteMaxima(PdfBuffer file, int count)
    {
        var maxp = file.Take(MaxpSize);
        face.Table("maxp").Span.Part(0, MaxpSize).CopyTo(maxp);
        BinaryPrimitives.WriteUInt16BigEndian(maxp[4..], checked((ushort)count));
        maxp[14..28].Clear(); // what hints would need: zones, storage, functions, stack, instructions
        BinaryPrimitives.WriteUInt16BigEndian(maxp[14..], 1);
    }

    static void Pad(PdfBuffer file, int start) => file.Take((4 - (file.Length - start) % 4) % 4).Clear();

    static uint Sum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (; table.Length >= 4; table = table[4..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(table);
        return sum;
    }
}
