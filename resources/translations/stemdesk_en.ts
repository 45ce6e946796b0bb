<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>StemDesk</name>
    <message numerus="yes">
      <source>%n credit(s)</source>
      <translation>
        <numerusform>%n credit</numerusform>
        <numerusform>%n credits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n done in the last 24 h</source>
      <translation>
        <numerusform>%n done in the last 24 h</numerusform>
        <numerusform>%n done in the last 24 h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries</source>
      <translation>
        <numerusform>%n entries</numerusform>
        <numerusform>%n entries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n failed</numerusform>
        <numerusform>%n failed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s)</source>
      <translation>
        <numerusform>%n folder</numerusform>
        <numerusform>%n folders</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s) of stems</source>
      <translation>
        <numerusform>%n folder of stems</numerusform>
        <numerusform>%n folders of stems</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) cleared</source>
      <translation>
        <numerusform>%n job cleared</numerusform>
        <numerusform>%n jobs cleared</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) running. They go on at the next start.</source>
      <translation>
        <numerusform>%n job running. They go on at the next start.</numerusform>
        <numerusform>%n jobs running. They go on at the next start.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s)</source>
      <translation>
        <numerusform>%n link</numerusform>
        <numerusform>%n links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s): {titles}</source>
      <translation>
        <numerusform>%n link: {titles}</numerusform>
        <numerusform>%n links: {titles}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n marker(s)</source>
      <translation>
        <numerusform>%n marker</numerusform>
        <numerusform>%n markers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n model(s)</source>
      <translation>
        <numerusform>%n model</numerusform>
        <numerusform>%n models</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n need(s) attention</source>
      <translation>
        <numerusform>%n needs attention</numerusform>
        <numerusform>%n need attention</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other file(s)</source>
      <translation>
        <numerusform>%n other file</numerusform>
        <numerusform>%n other files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n results</source>
      <translation>
        <numerusform>%n results</numerusform>
        <numerusform>%n results</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n running</source>
      <translation>
        <numerusform>%n running</numerusform>
        <numerusform>%n running</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n selected song(s), the newest result of each</source>
      <translation>
        <numerusform>%n selected song, the newest result of each</numerusform>
        <numerusform>%n selected songs, the newest result of each</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s)</source>
      <translation>
        <numerusform>%n song</numerusform>
        <numerusform>%n songs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s) left out: nobody sings in them, or somebody sings in all.</source>
      <translation>
        <numerusform>%n song left out: nobody sings in them, or somebody sings in all.</numerusform>
        <numerusform>%n songs left out: nobody sings in them, or somebody sings in all.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stem(s)</source>
      <translation>
        <numerusform>%n stem</numerusform>
        <numerusform>%n stems</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n track(s)</source>
      <translation>
        <numerusform>%n track</numerusform>
        <numerusform>%n tracks</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n turn(s) of the loop to the end tempo</source>
      <translation>
        <numerusform>%n turn of the loop to the end tempo</numerusform>
        <numerusform>%n turns of the loop to the end tempo</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n waiting</numerusform>
        <numerusform>%n waiting</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Downloading %n job(s); see the job list below.</source>
      <translation>
        <numerusform>Downloading %n job; see the job list below.</numerusform>
        <numerusform>Downloading %n jobs; see the job list below.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>For %n link(s)</source>
      <translation>
        <numerusform>For %n link</numerusform>
        <numerusform>For %n links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>For %n selected song(s), {length}</source>
      <translation>
        <numerusform>For %n selected song, {length}</numerusform>
        <numerusform>For %n selected songs, {length}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move the stems of %n result(s) to the trash?</source>
      <translation>
        <numerusform>Move the stems of %n result to the trash?</numerusform>
        <numerusform>Move the stems of %n results to the trash?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Search %n model(s)</source>
      <translation>
        <numerusform>Search %n model</numerusform>
        <numerusform>Search %n models</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)</source>
      <translation>
        <numerusform>Split %n song</numerusform>
        <numerusform>Split %n songs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)…</source>
      <translation>
        <numerusform>Split %n song…</numerusform>
        <numerusform>Split %n songs…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>about {time}, as %n earlier job(s) took</source>
      <translation>
        <numerusform>about {time}, as %n earlier job took</numerusform>
        <numerusform>about {time}, as %n earlier jobs took</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>… and %n more</numerusform>
        <numerusform>… and %n more</numerusform>
      </translation>
    </message>
  </context>
</TS>
