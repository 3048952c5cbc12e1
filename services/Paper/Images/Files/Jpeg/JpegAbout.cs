using System.Buffers.Binary;
using KioskSim.Paper.Images.Files.Samples;
using KioskSim.Paper.Images.Files.Tiff;

namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>What application segments say of the picture: JFIF (ITU-T T.871), EXIF (CIPA DC-008), Adobe's colour transform, MPF.</summary>
internal sealed class JpegAbout
{
    const double InchesPerCentimetre = 2.54;

    /// <summary>EXIF data is a TIFF folder of a few dozen entries.</summary>
    const int ExifEntries = 200;

    Resolution _jfif, _exif;

    public Orientation Orientation { get; private set; } = Orientation.TopLeft;

    public Resolution Resolution => _jfif.Dpi is null ? _exif : _jfif;

    public bool AnnouncesMore { get; private set; }

    /// <summary>Said to be red, green and blue.</summary>
    public bool IsRgb { get; private set; }

    /// <summary>Said to be luminance and two colour differences.</summary>
    public bool IsYcc { get; private set; }

    public void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        var number = marker - JpegMarker.FirstApplication;
        if (number == 0 && segment.StartsWith("JFIF\0"u8) && segment.Length >= 12)
            (_jfif, IsYcc) = (Density(segment[7], segment[8..]), true);
        else if (number == 1 && segment.StartsWith("Exif\0\0"u8))
            ReadExif(segment[6..]);
        else if (number == 2 && segment.StartsWith("MPF\0"u8))
            AnnouncesMore = true;
        else if (number == 14 && segment.StartsWith("Adobe"u8) && segment.Length >= 12)
            (IsRgb, IsYcc) = (segment[11] == 0 && !IsYcc, segment[11] == 1);
    }

    static Resolution Density(byte unit, ReadOnlySpan<byte> numbers)
    {
        var factor = unit switch { 1 => 1, 2 => InchesPerCentimetre, _ => 0 };
        return new Resolution(
            factor * BinaryPrimitives.ReadUInt16BigEndian(numbers), factor * BinaryPrimitives.ReadUInt16BigEndian(numbers[2..]));
    }

    void ReadExif(ReadOnlySpan<byte> tiff)
    {
        try
        {
            var folder = TiffFolder.First(tiff, ExifEntries);
            Orientation = Orientations.Of(folder.Number(TiffTag.Orientation, 1));
            _exif = folder.Resolution();
        }
        catch (ScanFileException)
        {
            // Many cameras write EXIF data that breaks its own rules; the picture is sound without it.
        }
    }
}
