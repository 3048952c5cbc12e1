namespace KioskSim.Paper.Images.Files.Tiff;

/// <summary>Numbers of TIFF's fields (TIFF 6.0, appendix A).</summary>
internal static class TiffTag
{
    public const ushort SubfileType = 254, Width = 256, Height = 257, BitsPerSample = 258, Compression = 259, Photometric = 262, FillOrder = 266,
        StripOffsets = 273, Orientation = 274, SamplesPerPixel = 277, RowsPerStrip = 278, StripByteCounts = 279, ResolutionX = 282, ResolutionY = 283,
        Planes = 284, FaxOptions = 293, ResolutionUnit = 296, Predictor = 317, Palette = 320, TileWidth = 322, SampleFormat = 339, JpegTables = 347;
}
