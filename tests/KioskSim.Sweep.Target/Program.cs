using KioskSim.Sweep.Target;

// A program with things lying about in it: a line of input is a place and the masked bytes to put there. Says so, and stays.
var hiding = new Hiding();
while (Console.ReadLine() is { Length: > 0 } line && line.Split(' ') is [var place, var masked])
    hiding.Put(Enum.Parse<Place>(place), Convert.FromHexString(masked));
Console.WriteLine("planted");
Console.Out.Flush();
_ = Console.ReadLine();
GC.KeepAlive(hiding);
