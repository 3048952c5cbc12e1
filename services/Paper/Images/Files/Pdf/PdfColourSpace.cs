using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>How many channels a picture has, and the greys of its palette if it has one (ISO 32000-1, 8.6).</summary>
internal sealed record PdfColourSpace(int Channels, byte[] Palette)
{
    static readonly PdfColourSpace s_grey = new(1, []), s_rgb = new(3, []);

    public static PdfColourSpace Read(object? value, PdfObjects objects)
    {
        var space = objects.Follow(value);
        return space is object?[] { Length: > 1 } array && objects.Name(array[0]) == "Indexed" ? Indexed(array, objects) : Plain(space, objects);
    }

    static PdfColourSpace Plain(object? space, PdfObjects objects)
    {
        var array = space as object?[] ?? [space];
        return (array.Length == 0 ? null : objects.Name(array[0])) switch
        {
            "DeviceGray" or "CalGray" => s_grey,
            "DeviceRGB" or "CalRGB" => s_rgb,
            "ICCBased" when array.Length > 1 && objects.Dictionary(array[1]) is { } profile => objects.Number(profile["N"], 0) switch
            {
                1 => s_grey,
                3 => s_rgb,
                _ => throw Unread(),
            },
            _ => throw Unread(),
        };
    }

    static PdfColourSpace Indexed(object?[] array, PdfObjects objects)
    {
        if (array.Length < 4)
            throw Unread();
        var colours = Plain(objects.Follow(array[1]), objects).Channels;
        var table = objects.Follow(array[3]) switch
        {
            byte[] text => text,
            PdfStream stream => objects.Unpack(stream),
            _ => throw Unread(),
        };
        var greys = new byte[Math.Clamp(Math.Min(objects.Number(array[2], 0) + 1, table.Length / colours), 1, 256)];
        if (table.Length < colours)
            throw Unread();
        for (var i = 0; i < greys.Length; i++)
            greys[i] = colours == 1 ? table[i] : SampleRows.Grey(table[3 * i], table[3 * i + 1], table[3 * i + 2]);
        return new PdfColourSpace(1, greys);
    }

    static ScanFileException Unread() => ScanFileException.NotSupported("The PDF has a picture in a colour space that is not read.");
}
