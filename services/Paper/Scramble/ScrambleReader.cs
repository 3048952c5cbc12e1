using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble.Reading;

namespace KioskSim.Paper.Scramble;

/// <summary>
/// Reads the scramble image from a scan or a photograph of a sheet's back, whichever way up and whatever is around it: the bytes that went
/// in, or how far it came. Takes 20 MB once and uses it again; not for two threads at once.
/// </summary>
public sealed class ScrambleReader
{
    /// <summary>Dots of the largest picture that is looked at: twice A4 at 600 dpi.</summary>
    public const int MostDots = 80_000_000;

    /// <summary>Longer side, in dots, of the picture in which the image is looked for.</summary>
    const int Overview = 2200;

    const int Rounds = 30;

    /// <summary>How often modules and code tell each other what they make of it.</summary>
    const int Exchanges = 3;

    readonly ModulePlanes _planes = new();
    readonly Levels _levels;
    readonly Equaliser _equaliser;
    readonly CodeField _code;

    public ScrambleReader() => (_levels, _equaliser, _code) = (new(_planes), new(_planes), new(_planes));

    /// <summary>Reads a picture. Never wrong: what is given back carries the digest that was printed with it.</summary>
    public ScrambleReading Read(GreyImage picture)
    {
        if ((long)picture.Width * picture.Height > MostDots)
            return new ScrambleReading(null, ScrambleFailure.TooLarge);
        List<GreyImage> sizes = [picture];
        while (Math.Max(sizes[^1].Width, sizes[^1].Height) > Overview)
            sizes.Add(Photo.Halve(sizes[^1]));
        var (marks, image, failure) = Locator.Find(sizes);
        return marks is null ? new ScrambleReading(null, failure) : Read(image!, marks) with
        {
            DotsPerModule = marks.DotsPerModule * picture.Width / image!.Width,
            MarksFound = (float)marks.Found / marks.Count,
        };
    }

    /// <summary>Forgets the image that was read last: whoever has the key could read it here once more.</summary>
    public void Wipe()
    {
        _planes.Wipe();
        _levels.Wipe();
        _code.Wipe();
    }

    ScrambleReading Read(GreyImage image, MarkGrid marks)
    {
        var size = marks.Size;
        _planes.Sample(image, marks);
        _levels.Level(size);
        _planes.Know(size);
        _equaliser.Start(size);
        _equaliser.Refine(size, feedback: false);
        _equaliser.Refine(size, feedback: true);
        return Decode(size);
    }

    /// <summary>From here on the picture is not needed any more.</summary>
    ScrambleReading Decode(ScrambleSize size)
    {
        _code.Clear();
        for (var exchange = 1; !_code.TryDecode(size, Rounds); exchange++)
        {
            if (exchange == Exchanges)
                return new ScrambleReading(null, ScrambleFailure.TooDamaged) { Blocks = (size.Blocks, _code.Restored) };
            _code.SayBack(size);
            _equaliser.Refine(size, feedback: true);
        }

        var message = _code.Message(size);
        var payload = ScrambleMessage.Read(message);
        Array.Clear(message);
        var (raw, equalised) = _code.Errors(size);
        return new ScrambleReading(payload, payload is null ? ScrambleFailure.NotOurs : ScrambleFailure.None)
        {
            RawErrors = raw,
            ErrorsBeforeCode = equalised,
            Blocks = (size.Blocks, size.Blocks),
        };
    }
}
